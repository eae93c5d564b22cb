"""Settling: claims in, facts out. The rules of judgement are pure; ``writing`` alone has tables."""
