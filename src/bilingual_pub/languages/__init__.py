"""What is particular to a language, and the tables made from it."""
