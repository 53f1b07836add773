from .. import leaf
from . import deep

twig = f"twig near {leaf}"


def grow():
    from ..branch.deep import where

    return where
