"""The people of an org chart, drawn, listed and as rows of a table, written in one go: there are up to forty-eight of them, each
with a dozen parts.
"""

from collections.abc import Iterable, Iterator
from html import escape

from django import template
from django.utils.safestring import SafeString

from people.models import Person
from tracker.kernel.statuses import Status
from tracker.web.charts.marks import Label
from tracker.web.charts.org import Box, DrawnTag, Node, Tree
from tracker.web.templatetags.charts import chart_address, joined
from tracker.web.templatetags.reshuffle import clocked, drawn_mark, status, status_word

register = template.Library()


@register.simple_tag
def joints(tree: Tree) -> SafeString:
    """The lines from managers to reports."""
    return joined(f'<path class="l {one.style} l-org" d="{one.path}"/>' for one in tree.joints)


@register.simple_tag(takes_context=True)
def boxes(context: template.Context, tree: Tree) -> SafeString:
    """The people where the drawing has them, each leading to their page, and below them to how many more there are."""
    return joined(_box(context, box) for box in tree.boxes)


@register.simple_tag(takes_context=True)
def listed(context: template.Context, nodes: Iterable[Node]) -> SafeString:
    """The same people as items of a list, each with a list of those below them."""
    return joined(_item(context, node) for node in nodes)


@register.simple_tag(takes_context=True)
def rows_of_boxes(context: template.Context, tree: Tree) -> SafeString:
    """The same people as the rows of a table."""
    return joined(_row(context, box.node) for box in tree.boxes)


@register.simple_tag
def drawn_tags(tags: Iterable[DrawnTag]) -> SafeString:
    """What changed of somebody, or of a unit, in words on a ground."""
    return joined(
        f'<rect class="tag-{one.tag.family}" x="{one.x}" y="{one.y}" width="{one.width}" height="15" rx="1"/>'
        f'<text class="{one.look}" x="{one.text_x}" y="{one.text_y}">{one.tag.symbol} {escape(one.tag.word)}</text>'
        for one in tags
    )


def _box(context: template.Context, box: Box) -> str:
    node = box.node
    person = node.person.person
    faint = "" if node.person.certain else ' class="maybe"'
    tags = ", ".join(tag.word for tag in node.tags)
    ending = f"; an end is {status_word(box.mark.status).lower()}" if box.mark else ""
    title = (
        f"{person.name}{f', {node.said}' if node.said else ''}{f': {tags}' if tags else ''}{ending}"
    )
    parts = [
        f'<a href="{_page(context, person)}"{faint}><title>{escape(title)}</title>',
        f'<rect class="n-box {box.outline}" x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" rx="2"/>',
        *_texts("t-b", box.names),
        *_texts("t-s t-n", box.titles),
        *_texts("t-s t-n t-3", box.maybes),
        drawn_mark(box.mark) if box.mark else "",
        drawn_tags(box.tags),
        "</a>",
    ]
    if more := box.more:
        there = escape(_below(context, node))
        words = f"+ {escape(more.text)} below {escape(person.name)}"
        parts.append(
            f'<a href="{there}"><text class="t-s" x="{more.x}" y="{more.y}">{words}</text></a>'
        )
    return "".join(parts)


def _texts(style: str, lines: Iterable[Label]) -> Iterator[str]:
    for line in lines:
        yield f'<text class="{style}" x="{line.x}" y="{line.y}">{escape(line.text)}</text>'


def _item(context: template.Context, node: Node) -> str:
    person, line = node.person.person, node.line
    answers = line.row.start_status if line else ""
    below = "".join(_item(context, child) for child in node.children)
    return "".join(
        [
            f'<li><div class="on{"" if node.person.certain else " faded"}">',
            f'<a href="{_page(context, person)}"><b>{escape(person.name)}</b></a>',
            f" {status(node.ending, ' end')}" if node.ending else "",
            f' <span class="ot">{escape(node.title)}</span>' if node.title else "",
            f' <span class="ot faded">{escape(node.maybe)}</span>' if node.maybe else "",
            f' <span class="ot">Answers to {escape(line.manager.name)}: {status(answers)}</span>'
            if line and answers and answers != Status.DONE
            else "",
            *(
                f' <span class="dtag d-{tag.family}">{tag.symbol} {escape(tag.word)}</span>'
                for tag in node.tags
            ),
            f' <a class="ot" href="{escape(_below(context, node))}">+ {node.more} more below</a>'
            if node.more
            else "",
            f"</div>{f'<ol>{below}</ol>' if below else ''}</li>",
        ]
    )


def _row(context: template.Context, node: Node) -> str:
    line = node.line
    over = '<span class="dim">nobody on record</span>'
    if line:
        over = _named(context, line.manager)
    told = (status(line.row.start_status) if line else "") or "–"
    return (
        f"<tr{'' if node.person.certain else ' class="faded"'}>"
        f'<th scope="row">{_named(context, node.person.person)}</th>'
        f'<td data-label="Title">{escape(node.said or "–")}</td>'
        f'<td data-label="Answers to">{over}</td>'
        f'<td data-label="Told as">{told}</td>'
        f'<td data-label="Known reports" class="num">{node.person.reports}</td></tr>'
    )


def _named(context: template.Context, person: Person) -> str:
    return f'<a href="{_page(context, person)}">{escape(person.name)}</a>'


def _page(context: template.Context, person: Person) -> str:
    return escape(clocked(context, "person", person.slug))


def _below(context: template.Context, node: Node) -> str:
    """The chart of somebody and of those below them."""
    day, since = context["clocks"].as_of, context.get("since")
    return chart_address(context, day, compare=since, under=node.person.person.slug)
