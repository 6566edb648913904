"""Draw the decision requirements as DMN diagram interchange, so that modelling tools open the file with a picture."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from rulebook.export.dmn_names import of_decision, of_input, of_requirement
from rulebook.export.xml import add, element
from rulebook.geometry.requirements import Node, requirements
from rulebook.model import Rulebook


def diagram(rulebook: Rulebook) -> Element:
    """Return the DMNDI element: a shape for each input and decision, an edge for each requirement."""
    graph = requirements(rulebook)
    nodes = {node.id: node for node in graph.nodes}
    interchange = element("dmndi:DMNDI")
    drawing = add(interchange, "dmndi:DMNDiagram", id="diagram")
    for node in graph.nodes:
        of = (of_input if node.kind == "input" else of_decision)(node.id)
        shape = add(drawing, "dmndi:DMNShape", id=f"shape.{of}", dmnElementRef=of)
        add(shape, "dc:Bounds", height=str(node.height), width=str(node.width), x=str(node.x), y=str(node.y))
    for below, above in graph.edges:
        of = of_requirement(above, below)
        edge = add(drawing, "dmndi:DMNEdge", id=f"edge.{of}", dmnElementRef=of)
        _point(edge, nodes[below], 0)
        _point(edge, nodes[above], nodes[above].height)
    return interchange


def _point(edge: Element, node: Node, down: int) -> None:
    add(edge, "di:waypoint", x=str(node.x + node.width // 2), y=str(node.y + down))
