"""The curriculum as a folder of files: reading, loading into the CMS, writing. Format: courses/curriculum/README.md."""
