"""Text → words and names: segmentation, proposals of names, the choice between them, entities."""
