"""`python -m declaration` is the `declaration` command."""

from declaration.cli import main

main()
