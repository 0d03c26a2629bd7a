"""`python -m jimo_cli` is the `jimo` command."""

from .cli.main import main

main()
