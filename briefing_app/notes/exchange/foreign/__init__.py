"""Notes of other programs: each form is recognised by its shape and made an annotation of W3C's model."""
