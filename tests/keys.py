"""A page driven by its keys alone: no pointer, and no focus set from outside."""

from playwright.sync_api import Locator, Page, expect

#: The focused element as a reader sees it: whether anything marks it, and whether anything else covers it.
_SEEN = """element => {
  const box = element.getBoundingClientRect();
  const marked = [element, element.parentElement, element.nextElementSibling].some(one => {
    if (!one) return false;
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1
      || style.boxShadow !== "none";
  });
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const top = document.elementFromPoint(x, y);
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return {marked, inside, covered: top !== null && !element.contains(top) && !top.contains(element)};
}"""


class Keys:
    """The keyboard of somebody who uses nothing else."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, target: Locator, *, back: bool = False, most: int = 120) -> Locator:
        """Go from field to field until ``target`` has the focus, and see that it shows it: marked, in sight
        and under nothing else. It must be there, once, within ``most`` steps."""
        expect(target).to_have_count(1)
        for _ in range(most):
            if target.evaluate("element => element === document.activeElement"):
                seen = target.evaluate(_SEEN)
                assert seen == {"marked": True, "inside": True, "covered": False}, (seen, target)
                return target
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"{target} is not reached by {most} steps of the keyboard")

    def press(self, target: Locator, *, key: str = "Enter", back: bool = False) -> None:
        """Go to a link or button and use it."""
        self.to(target, back=back)
        self.page.keyboard.press(key)

    def follow(self, target: Locator, *, back: bool = False) -> None:
        """Use what leads to another page, and wait for that page."""
        self.to(target, back=back)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, target: Locator, words: str, *, back: bool = False) -> None:
        """Write into a field in the place of what stands there."""
        self.to(target, back=back)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def pick(self, box: Locator, words: str, option: Locator) -> None:
        """Choose ``option`` of the admin's search box for records by typing ``words``."""
        self.to(box)
        self.page.keyboard.press("Enter")
        self.page.keyboard.type(words)
        expect(option).to_be_visible()
        for _ in range(20):
            if "highlighted" in (option.get_attribute("class") or ""):
                break
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")
        expect(option).to_be_hidden()
