"""The command line: one file a command, one value that holds the streams."""
