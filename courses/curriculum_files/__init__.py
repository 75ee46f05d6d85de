"""The curriculum as a folder of files: reading it, loading it into the CMS, writing it out. Format: courses/curriculum/README.md."""
