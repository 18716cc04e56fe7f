"""The UN's to-do list: which limbs, their rows, one document, one limb.

The made-up edition never counts in a sentence; where it appears on a page it is marked.
"""
