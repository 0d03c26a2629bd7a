"""The page of `jimo report`: documents as one HTML file to read, search, print and send."""
