where = f"{__name__} in {__package__}"
