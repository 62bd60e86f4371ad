"""A page's choices as widgets: each restores its value from the page's memory or the address, and keeps it there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from indicators.labels import say
from indicators.pages._memory import Memory


class Choices(Memory):
    """The choices of one page. Make it first, then one call per widget, in the order of the page."""

    def hidden(self, name: str, options: Sequence[str]) -> str:
        """A choice without a widget of its own, such as a figure that was clicked; empty for none."""
        value = (self._restore(name, options, []) or [""])[0]
        self._keep(name, [value] if value else [], [])
        return value

    def page(self, count: int, usual: int = 1) -> int:
        """The page of a long table or text, from 1; it goes back to the usual one when another choice changes."""
        numbers = [str(number + 1) for number in range(max(count, 1))]
        value = self._restore("page", numbers, [str(usual)])[0]
        self._keep("page", [value], [str(usual)])
        if count > 1:
            # A pagination refuses to be set from outside, so each page makes a widget of its own.
            key = f"{self._page}:page:{value}"
            st.pagination(count, default=int(value), key=key, on_change=self._turned, args=(key,))
        return int(value)

    def _turned(self, key: str) -> None:
        self.put("page", str(st.session_state[key]))

    def one(
        self, name: str, label: str, options: Sequence[str], show: Callable[[str], str], default: str | None = None
    ) -> str:
        """One of several codes from a list."""
        standard = default if default is not None and default in options else options[0]
        value = (self._restore(name, options, [standard]) or [standard])[0]
        self._put_in(name, value, [value], [standard], show)
        st.selectbox(
            label, options, key=f"{self._page}:{name}", format_func=show, on_change=self._touched, args=(name,)
        )
        return value

    def switch(self, name: str, label: str, options: Sequence[str], show: Callable[[str], str]) -> str:
        """One of a few codes, all in sight."""
        value = self._restore(name, options, [options[0]])[0]
        self._put_in(name, value, [value], [options[0]], show)
        key = f"{self._page}:{name}"
        st.segmented_control(
            label, options, key=key, format_func=show, required=True, on_change=self._touched, args=(name,)
        )
        return value

    def many(
        self,
        name: str,
        label: str,
        options: Sequence[str],
        show: Callable[[str], str],
        default: Sequence[str] = (),
        most: int | None = None,
    ) -> list[str]:
        """Any of several codes, in the order of choosing."""
        standard = [value for value in default if value in options]
        values = self._restore(name, options, standard)[:most]
        self._put_in(name, values, values, standard, show)
        st.multiselect(
            label,
            options,
            key=f"{self._page}:{name}",
            format_func=show,
            placeholder=say("choose.any", self._language),
            max_selections=most,
            on_change=self._touched,
            args=(name,),
        )
        return values

    def several(self, name: str, label: str, options: Sequence[str], show: Callable[[str], str]) -> list[str]:
        """Any of a few codes, all in sight."""
        values = [value for value in options if value in self._restore(name, options, [])]
        self._put_in(name, values, values, [], show)
        key = f"{self._page}:{name}"
        st.pills(
            label,
            options,
            selection_mode="multi",
            key=key,
            format_func=show,
            on_change=self._touched,
            args=(name,),
        )
        return values

    def words(self, name: str, label: str, hint: str) -> str:
        """Free text."""
        asked = st.query_params.get(name, "") if self._adopt else ""
        value = asked if self._adopt else "".join(st.session_state.get(f"{self._page}:{name}:kept", []))
        self._put_in(name, value, [value] if value else [], [], str)
        st.text_input(label, key=f"{self._page}:{name}", placeholder=hint, on_change=self._touched, args=(name,))
        return value

    def _put_in(
        self, name: str, value: str | list[str], values: list[str], default: list[str], show: Callable[[str], str]
    ) -> None:
        """Hand a choice to its widget, the address and the citation.

        The widget is told only what the reader does not see there already: being told draws it anew, under the
        pointer of a reader who is about to choose the next thing.
        """
        key, seen = f"{self._page}:{name}", [show(each) for each in values]
        if st.session_state.get(key) != value or st.session_state.get(f"{key}:seen") != seen:
            st.session_state[key] = value
        st.session_state[f"{key}:seen"] = seen
        self._keep(name, values, default)
        self._tell(name, values, show)
