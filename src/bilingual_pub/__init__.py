"""A bilingual Danish/English content pipeline: detect, extract, translate, align, and publish in pairs."""
