"""The curriculum's file form: a front matter and blocks, between text files and frozen JSON."""
