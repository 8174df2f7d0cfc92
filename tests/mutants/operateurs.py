"""The bugs put into the code: those of Cosmic Ray, and those that code like ours is prone to.

mutmut was tried first: it leaves out every decorated function and whatever a module does outside
of one, which here are all the acts, the properties and the tables of rights and transitions.
"""

from itertools import pairwise

from cosmic_ray.operators import boolean_replacer, break_continue, comparison_operator_replacement
from cosmic_ray.operators.exception_replacer import ExceptionReplacer
from cosmic_ray.operators.number_replacer import NumberReplacer
from cosmic_ray.operators.operator import Operator
from cosmic_ray.operators.remove_decorator import RemoveDecorator
from cosmic_ray.operators.zero_iteration_for_loop import ZeroIterationForLoop
from parso.python.tree import Keyword, Name

# Steps of a queryset that narrow, order or lock it.
ETAPES = {
    "distinct",
    "exclude",
    "filter",
    "order_by",
    "ouverts",
    "select_for_update",
    "visibles_par",
}
RIENS = {"None", "False", "0", '""', "[]", "{}", "()"}


class _SansExemple(Operator):
    @classmethod
    def examples(cls):
        return ()


class SupprimerInstruction(_SansExemple):
    """`verrouiller(parcours)` becomes `pass`."""

    def mutation_positions(self, node):
        if node.type == "simple_stmt" and node.children[0].type == "atom_expr":
            yield node.children[0].start_pos, node.children[0].end_pos

    def mutate(self, node, index):
        ancienne = node.children[0]
        node.children[0] = Keyword(
            "pass", ancienne.start_pos, prefix=ancienne.get_first_leaf().prefix
        )
        return node


class RetirerEtape(_SansExemple):
    """`requete.filter(...).order_by(...)` loses one of its steps."""

    def _rangs(self, node):
        if node.type != "atom_expr":
            return []
        return [
            rang
            for rang, (nom, appel) in enumerate(pairwise(node.children))
            if nom.type == "trailer"
            and nom.children[0] == "."
            and nom.children[1].value in ETAPES
            and appel.children[0] == "("
        ]

    def mutation_positions(self, node):
        # All at once: the node loses children while the caller is still counting.
        return [
            (node.children[rang].start_pos, node.children[rang + 1].end_pos)
            for rang in self._rangs(node)
        ]

    def mutate(self, node, index):
        rang = self._rangs(node)[index]
        del node.children[rang : rang + 2]
        return node


class RetournerRien(_SansExemple):
    """`return valeur` becomes `return None`; nothing already is the same to who asks."""

    def mutation_positions(self, node):
        if node.type == "return_stmt" and node.children[1].get_code(False) not in RIENS:
            yield node.start_pos, node.end_pos

    def mutate(self, node, index):
        node.children[1] = Name("None", node.children[1].start_pos, prefix=" ")
        return node


OPERATEURS = {
    operateur.__name__: operateur
    for operateur in (
        *comparison_operator_replacement.operators(),
        boolean_replacer.AddNot,
        boolean_replacer.ReplaceTrueWithFalse,
        boolean_replacer.ReplaceFalseWithTrue,
        boolean_replacer.ReplaceAndWithOr,
        boolean_replacer.ReplaceOrWithAnd,
        break_continue.ReplaceBreakWithContinue,
        break_continue.ReplaceContinueWithBreak,
        ExceptionReplacer,
        NumberReplacer,
        RemoveDecorator,
        ZeroIterationForLoop,
        SupprimerInstruction,
        RetirerEtape,
        RetournerRien,
    )
}
