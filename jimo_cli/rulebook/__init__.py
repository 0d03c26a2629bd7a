"""Rule files → compiled rules; knows no Chinese."""
