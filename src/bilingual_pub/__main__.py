"""`python -m bilingual_pub` is the command `bilingual-pub`."""

from bilingual_pub.cli import main

if __name__ == "__main__":
    main()
