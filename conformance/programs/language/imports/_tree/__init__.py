print("loading", __name__)
leaf = "a leaf"
