"""The report's template, compiled. Written by `scripts/build_report_page.py`; a test compares."""

MADE_FROM = "3.1.6 3e3f96130f4885b76320d57687125b8f59218ff99c3c81ad35f5830ea8280254"
from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'report.html'

def root(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_lang = resolve('lang')
    l_0_direction = resolve('direction')
    l_0_style_hash = resolve('style_hash')
    l_0_w = resolve('w')
    l_0_parts = resolve('parts')
    l_0_style = resolve('style')
    l_0_stories = resolve('stories')
    l_0_whole = resolve('whole')
    l_0_persons = resolve('persons')
    l_0_run = resolve('run')
    l_0_totals = resolve('totals')
    l_0_since = resolve('since')
    l_0_lacking = resolve('lacking')
    l_0_decided = resolve('decided')
    l_0_person_lines = resolve('person_lines')
    l_0_unmapped = resolve('unmapped')
    l_0_options = resolve('options')
    l_0_version = resolve('version')
    l_0_chip = l_0_sure = l_0_of_batch = l_0_listed = l_0_cells = l_0_places = l_0_said = l_0_count = l_0_bar = l_0_scroll = l_0_open = l_0_ways = missing
    try:
        t_1 = environment.filters['fill']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'fill' found.")
    try:
        t_2 = environment.filters['format']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'format' found.")
    try:
        t_3 = environment.filters['heat']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No filter named 'heat' found.")
    try:
        t_4 = environment.filters['join']
    except KeyError:
        @internalcode
        def t_4(*unused):
            raise TemplateRuntimeError("No filter named 'join' found.")
    try:
        t_5 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_5(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    try:
        t_6 = environment.filters['list']
    except KeyError:
        @internalcode
        def t_6(*unused):
            raise TemplateRuntimeError("No filter named 'list' found.")
    try:
        t_7 = environment.filters['map']
    except KeyError:
        @internalcode
        def t_7(*unused):
            raise TemplateRuntimeError("No filter named 'map' found.")
    try:
        t_8 = environment.filters['number']
    except KeyError:
        @internalcode
        def t_8(*unused):
            raise TemplateRuntimeError("No filter named 'number' found.")
    try:
        t_9 = environment.filters['percent']
    except KeyError:
        @internalcode
        def t_9(*unused):
            raise TemplateRuntimeError("No filter named 'percent' found.")
    try:
        t_10 = environment.filters['reading']
    except KeyError:
        @internalcode
        def t_10(*unused):
            raise TemplateRuntimeError("No filter named 'reading' found.")
    try:
        t_11 = environment.filters['rejectattr']
    except KeyError:
        @internalcode
        def t_11(*unused):
            raise TemplateRuntimeError("No filter named 'rejectattr' found.")
    try:
        t_12 = environment.filters['safe']
    except KeyError:
        @internalcode
        def t_12(*unused):
            raise TemplateRuntimeError("No filter named 'safe' found.")
    try:
        t_13 = environment.filters['selectattr']
    except KeyError:
        @internalcode
        def t_13(*unused):
            raise TemplateRuntimeError("No filter named 'selectattr' found.")
    try:
        t_14 = environment.filters['sum']
    except KeyError:
        @internalcode
        def t_14(*unused):
            raise TemplateRuntimeError("No filter named 'sum' found.")
    try:
        t_15 = environment.filters['unique']
    except KeyError:
        @internalcode
        def t_15(*unused):
            raise TemplateRuntimeError("No filter named 'unique' found.")
    try:
        t_16 = environment.filters['value']
    except KeyError:
        @internalcode
        def t_16(*unused):
            raise TemplateRuntimeError("No filter named 'value' found.")
    try:
        t_17 = environment.filters['word']
    except KeyError:
        @internalcode
        def t_17(*unused):
            raise TemplateRuntimeError("No filter named 'word' found.")
    pass
    def macro(l_1_word, l_1_of):
        t_18 = []
        if l_1_word is missing:
            l_1_word = undefined("parameter 'word' was not provided", name='word')
        if l_1_of is missing:
            l_1_of = 'verdict'
        pass
        t_18.extend((
            '<span class="chip ',
            escape(l_1_word),
            '">',
            escape(t_17(context, l_1_word, l_1_of)),
            '</span>',
        ))
        return concat(t_18)
    context.exported_vars.add('chip')
    context.vars['chip'] = l_0_chip = Macro(environment, macro, 'chip', ('word', 'of'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_found):
        t_19 = []
        if l_1_found is missing:
            l_1_found = undefined("parameter 'found' was not provided", name='found')
        pass
        t_19.extend((
            '<span class="chip ',
            escape(environment.getattr(l_1_found, 'severity')),
            '">',
            escape(t_17(context, environment.getattr(l_1_found, 'severity'), 'severity')),
            '</span> <span class="verdict ',
            escape(environment.getattr(l_1_found, 'verdict')),
            '">',
            escape(t_17(context, environment.getattr(l_1_found, 'verdict'), 'verdict')),
            '</span>',
        ))
        if environment.getattr(l_1_found, 'decision'):
            pass
            t_19.extend((
                ' <span class="chip decided">',
                escape(t_17(context, environment.getattr(l_1_found, 'decision'), 'decision')),
                '</span>',
            ))
        return concat(t_19)
    context.exported_vars.add('sure')
    context.vars['sure'] = l_0_sure = Macro(environment, macro, 'sure', ('found',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_several, l_1_part):
        t_20 = []
        if l_1_several is missing:
            l_1_several = undefined("parameter 'several' was not provided", name='several')
        if l_1_part is missing:
            l_1_part = undefined("parameter 'part' was not provided", name='part')
        pass
        def t_21(fiter):
            for l_2_found in fiter:
                if (not environment.getattr(l_2_found, 'cells')):
                    yield l_2_found
        for l_2_found in t_21(l_1_several):
            _loop_vars = {}
            pass
            t_20.extend((
                '<div class="of-batch ',
                escape(environment.getattr(l_2_found, 'severity')),
                '"><p>',
                escape(context.call((undefined(name='sure') if l_0_sure is missing else l_0_sure), l_2_found, _loop_vars=_loop_vars)),
                ' <span class="place">',
                escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'args_of_batch')),
                '</span></p>',
                escape(context.call((undefined(name='said') if l_0_said is missing else l_0_said), l_2_found, l_1_part, _loop_vars=_loop_vars)),
                '</div>\n',
            ))
        l_2_found = missing
        return concat(t_20)
    context.exported_vars.add('of_batch')
    context.vars['of_batch'] = l_0_of_batch = Macro(environment, macro, 'of_batch', ('several', 'part'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_several, l_1_part, l_1_label):
        t_22 = []
        if l_1_several is missing:
            l_1_several = undefined("parameter 'several' was not provided", name='several')
        if l_1_part is missing:
            l_1_part = undefined("parameter 'part' was not provided", name='part')
        if l_1_label is missing:
            l_1_label = undefined("parameter 'label' was not provided", name='label')
        pass
        t_22.extend((
            '<colgroup><col class="sure"><col class="there"><col></colgroup>\n<thead><tr><th scope="col">',
            escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'how_sure')),
            '</th><th scope="col">',
            escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'stands_there')),
            ' · ',
            escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'where')),
            '</th><th scope="col">',
            escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'what')),
            '</th></tr></thead>\n<tbody>\n',
        ))
        def t_23(fiter):
            for l_2_found in fiter:
                if environment.getattr(l_2_found, 'cells'):
                    yield l_2_found
        for l_2_found in t_23(l_1_several):
            _loop_vars = {}
            pass
            t_22.extend((
                '<tr>\n  <td>',
                escape(context.call((undefined(name='sure') if l_0_sure is missing else l_0_sure), l_2_found, _loop_vars=_loop_vars)),
                '</td>\n  <td>',
                escape(context.call((undefined(name='cells') if l_0_cells is missing else l_0_cells), l_2_found, l_1_label, _loop_vars=_loop_vars)),
                escape(context.call((undefined(name='places') if l_0_places is missing else l_0_places), l_2_found, _loop_vars=_loop_vars)),
                '</td>\n  <td>',
                escape(context.call((undefined(name='said') if l_0_said is missing else l_0_said), l_2_found, l_1_part, _loop_vars=_loop_vars)),
                '</td>\n</tr>\n',
            ))
        l_2_found = missing
        t_22.append(
            '</tbody>\n',
        )
        return concat(t_22)
    context.exported_vars.add('listed')
    context.vars['listed'] = l_0_listed = Macro(environment, macro, 'listed', ('several', 'part', 'label'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_found, l_1_label):
        t_24 = []
        if l_1_found is missing:
            l_1_found = undefined("parameter 'found' was not provided", name='found')
        if l_1_label is missing:
            l_1_label = undefined("parameter 'label' was not provided", name='label')
        pass
        t_24.append(
            '<div class="cells">\n',
        )
        for l_2_each in environment.getattr(l_1_found, 'cells'):
            _loop_vars = {}
            pass
            t_24.extend((
                '  <span class="of"><bdi>',
                escape(context.call(l_1_label, environment.getattr(l_2_each, 'field'), _loop_vars=_loop_vars)),
                '</bdi></span>\n  <span>',
                escape(t_16(context, environment.getattr(l_2_each, 'text'))),
            ))
            if environment.getattr(l_2_each, 'reading'):
                pass
                t_24.extend((
                    ' <span class="as-read">',
                    escape(t_10(context, environment.getattr(l_2_each, 'reading'))),
                    '</span>',
                ))
            t_24.append(
                '</span>\n',
            )
        l_2_each = missing
        t_24.append(
            '</div>\n',
        )
        return concat(t_24)
    context.exported_vars.add('cells')
    context.vars['cells'] = l_0_cells = Macro(environment, macro, 'cells', ('found', 'label'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_found):
        t_25 = []
        if l_1_found is missing:
            l_1_found = undefined("parameter 'found' was not provided", name='found')
        pass
        t_25.append(
            '<p class="place">',
        )
        l_2_loop = missing
        for l_2_each, l_2_loop in LoopContext(environment.getattr(l_1_found, 'places'), undefined):
            _loop_vars = {}
            pass
            t_25.extend((
                '<bdi>',
                escape(l_2_each),
                '</bdi>',
                escape((' · ' if (not environment.getattr(l_2_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 35 in 'report.html' evaluated to false and no else section was defined."))),
            ))
        l_2_loop = l_2_each = missing
        if (environment.getattr(l_1_found, 'times') > t_5(environment.getattr(l_1_found, 'places'))):
            pass
            t_25.extend((
                ' · ',
                escape(t_1(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'and_more'), n=t_8((environment.getattr(l_1_found, 'times') - t_5(environment.getattr(l_1_found, 'places')))))),
            ))
        t_25.append(
            '</p>\n',
        )
        return concat(t_25)
    context.exported_vars.add('places')
    context.vars['places'] = l_0_places = Macro(environment, macro, 'places', ('found',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_found, l_1_part):
        t_26 = []
        if l_1_found is missing:
            l_1_found = undefined("parameter 'found' was not provided", name='found')
        if l_1_part is missing:
            l_1_part = undefined("parameter 'part' was not provided", name='part')
        pass
        t_26.extend((
            '<p class="message">',
            escape(context.call(environment.getattr(l_1_part, 'said'), l_1_found)),
            '</p>\n',
        ))
        if context.call(environment.getattr(l_1_part, 'rule'), l_1_found):
            pass
            t_26.extend((
                '<p class="explained">',
                escape(context.call(environment.getattr(l_1_part, 'rule'), l_1_found)),
                '</p>',
            ))
        if ('rule' in environment.getattr(l_1_found, 'args')):
            pass
            t_26.extend((
                '<p class="small mono">',
                escape(environment.getattr(environment.getattr(l_1_found, 'args'), 'rule')),
                '</p>',
            ))
        if environment.getattr(l_1_found, 'explanations'):
            pass
            t_26.extend((
                '<div class="explained">',
                escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'unless')),
                '<ul>',
            ))
            for l_2_each in context.call(environment.getattr(l_1_part, 'explained'), l_1_found):
                _loop_vars = {}
                pass
                t_26.extend((
                    '<li>',
                    escape(l_2_each),
                    '</li>',
                ))
            l_2_each = missing
            t_26.append(
                '</ul></div>\n',
            )
        elif environment.getattr(l_1_found, 'none_found'):
            pass
            t_26.extend((
                '<div class="explained">',
                escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'none_found')),
                '</div>\n',
            ))
        return concat(t_26)
    context.exported_vars.add('said')
    context.vars['said'] = l_0_said = Macro(environment, macro, 'said', ('found', 'part'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_n):
        t_27 = []
        if l_1_n is missing:
            l_1_n = undefined("parameter 'n' was not provided", name='n')
        pass
        t_27.extend((
            '<td class="n',
            escape(('' if l_1_n else ' nil')),
            '">',
            escape(t_8(l_1_n)),
            '</td>',
        ))
        return concat(t_27)
    context.exported_vars.add('count')
    context.vars['count'] = l_0_count = Macro(environment, macro, 'count', ('n',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_parts, l_1_total, l_1_text):
        t_28 = []
        l_1_namespace = resolve('namespace')
        l_1_at = missing
        if l_1_parts is missing:
            l_1_parts = undefined("parameter 'parts' was not provided", name='parts')
        if l_1_total is missing:
            l_1_total = undefined("parameter 'total' was not provided", name='total')
        if l_1_text is missing:
            l_1_text = undefined("parameter 'text' was not provided", name='text')
        pass
        t_28.extend((
            '<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label="',
            escape(l_1_text),
            '">\n<rect class="ground" width="100" height="6" rx="2"/>\n',
        ))
        l_1_at = context.call((undefined(name='namespace') if l_1_namespace is missing else l_1_namespace), x=0)
        for (l_2_name, l_2_n) in l_1_parts:
            l_2_wide = resolve('wide')
            _loop_vars = {}
            pass
            if l_2_n:
                pass
                l_2_wide = ((100 * l_2_n) / l_1_total)
                _loop_vars['wide'] = l_2_wide
                t_28.extend((
                    '<rect class="',
                    escape(l_2_name),
                    '" x="',
                    escape(t_2('%.2f', environment.getattr((undefined(name='at') if l_1_at is missing else l_1_at), 'x'))),
                    '" width="',
                    escape(t_2('%.2f', (undefined(name='wide') if l_2_wide is missing else l_2_wide))),
                    '" height="6"/>',
                ))
                if not isinstance(l_1_at, Namespace):
                    raise TemplateRuntimeError("cannot assign attribute on non-namespace object")
                l_1_at['x'] = (environment.getattr((undefined(name='at') if l_1_at is missing else l_1_at), 'x') + (undefined(name='wide') if l_2_wide is missing else l_2_wide))
        l_2_name = l_2_n = l_2_wide = missing
        t_28.append(
            '</svg>\n',
        )
        return concat(t_28)
    context.exported_vars.add('bar')
    context.vars['bar'] = l_0_bar = Macro(environment, macro, 'bar', ('parts', 'total', 'text'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_id, l_1_caller):
        t_29 = []
        if l_1_id is missing:
            l_1_id = undefined("parameter 'id' was not provided", name='id')
        pass
        t_29.extend((
            '<div class="scroll" role="region" tabindex="0" aria-labelledby="',
            escape(l_1_id),
            '">',
            escape(context.call(l_1_caller)),
            '</div>',
        ))
        return concat(t_29)
    context.exported_vars.add('scroll')
    context.vars['scroll'] = l_0_scroll = Macro(environment, macro, 'scroll', ('id',), False, False, True, context.eval_ctx.autoescape)
    yield '\n<!doctype html>\n<html lang="'
    yield escape((undefined(name='lang') if l_0_lang is missing else l_0_lang))
    yield '" dir="'
    yield escape((undefined(name='direction') if l_0_direction is missing else l_0_direction))
    yield '">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'sha256-'
    yield escape((undefined(name='style_hash') if l_0_style_hash is missing else l_0_style_hash))
    yield '\'; base-uri \'none\'; form-action \'none\'">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex, nofollow">\n<meta name="referrer" content="no-referrer">\n<title>'
    yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'title'))
    for l_1_part in (undefined(name='parts') if l_0_parts is missing else l_0_parts):
        _loop_vars = {}
        pass
        yield ' · '
        yield escape(environment.getattr(l_1_part, 'title'))
    l_1_part = missing
    yield '</title>\n<style>'
    yield escape((undefined(name='style') if l_0_style is missing else l_0_style))
    yield '</style>\n</head>\n<body>\n<a class="skip" href="#'
    yield escape(('first' if ((undefined(name='stories') if l_0_stories is missing else l_0_stories) or (undefined(name='whole') if l_0_whole is missing else l_0_whole)) else 'glance'))
    yield '">'
    yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'skip'))
    yield '</a>\n<div class="notice" role="note"><p><strong>'
    yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'notice'))
    yield '.</strong> '
    yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'notice_why'))
    yield '</p></div>\n<div class="page">\n<header class="top">\n  <h1>'
    yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'title'))
    yield '</h1>\n  <p class="form-name">'
    l_1_loop = missing
    for l_1_part, l_1_loop in LoopContext((undefined(name='parts') if l_0_parts is missing else l_0_parts), undefined):
        _loop_vars = {}
        pass
        yield '<bdi>'
        yield escape(environment.getattr(l_1_part, 'title'))
        yield '</bdi>'
        yield escape((' · ' if (not environment.getattr(l_1_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 78 in 'report.html' evaluated to false and no else section was defined.")))
    l_1_loop = l_1_part = missing
    yield '</p>\n</header>\n\n<nav class="contents" aria-labelledby="contents">\n<h2 id="contents">'
    yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'contents'))
    yield '</h2>\n<ul>\n  <li><a href="#glance">'
    yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'glance'))
    yield '</a></li>\n'
    if ((undefined(name='stories') if l_0_stories is missing else l_0_stories) or (undefined(name='whole') if l_0_whole is missing else l_0_whole)):
        pass
        yield '<li><a href="#first">'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'look_first'))
        yield '</a></li>'
    l_1_loop = missing
    for l_1_part, l_1_loop in LoopContext((undefined(name='parts') if l_0_parts is missing else l_0_parts), undefined):
        l_1_several = resolve('several')
        l_1_n = missing
        _loop_vars = {}
        pass
        l_1_n = environment.getattr(l_1_loop, 'index')
        _loop_vars['n'] = l_1_n
        if (undefined(name='several') if l_1_several is missing else l_1_several):
            pass
            yield '<li><a href="#part'
            yield escape((undefined(name='n') if l_1_n is missing else l_1_n))
            yield '"><strong><bdi>'
            yield escape(environment.getattr(l_1_part, 'title'))
            yield '</bdi></strong></a><ul>'
        yield '  <li><a href="#findings'
        yield escape((undefined(name='n') if l_1_n is missing else l_1_n))
        yield '">'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'groups'))
        yield ' <span class="count">'
        yield escape(t_8(t_14(environment, environment.getattr(l_1_part, 'groups'), attribute='total')))
        yield '</span></a></li>\n  <li><a href="#checks'
        yield escape((undefined(name='n') if l_1_n is missing else l_1_n))
        yield '">'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'checks'))
        yield '</a></li>\n  <li><a href="#evidence'
        yield escape((undefined(name='n') if l_1_n is missing else l_1_n))
        yield '">'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'evidence'))
        yield '</a></li>\n  <li><a href="#readings'
        yield escape((undefined(name='n') if l_1_n is missing else l_1_n))
        yield '">'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'readings'))
        yield '</a></li>\n  <li><a href="#gaps'
        yield escape((undefined(name='n') if l_1_n is missing else l_1_n))
        yield '">'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'gaps'))
        yield '</a></li>\n'
        if environment.getattr(l_1_part, 'figures'):
            pass
            yield '<li><a href="#figures'
            yield escape((undefined(name='n') if l_1_n is missing else l_1_n))
            yield '">'
            yield escape(t_1(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'figures'), field=context.call(environment.getattr(l_1_part, 'label'), environment.getattr(environment.getattr(l_1_part, 'figures'), 'by'), _loop_vars=_loop_vars)))
            yield '</a></li>'
        if (undefined(name='several') if l_1_several is missing else l_1_several):
            pass
            yield '</ul></li>'
    l_1_loop = l_1_part = l_1_n = l_1_several = missing
    yield '  <li><a href="#persons">'
    yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'persons_title'))
    if ((undefined(name='persons') if l_0_persons is missing else l_0_persons) and environment.getattr(environment.getattr((undefined(name='persons') if l_0_persons is missing else l_0_persons), 'found'), 'pairs')):
        pass
        yield ' <span class="count">'
        yield escape(t_8(t_5(environment.getattr(environment.getattr((undefined(name='persons') if l_0_persons is missing else l_0_persons), 'found'), 'pairs'))))
        yield '</span>'
    yield '</a></li>\n  <li><a href="#lines">'
    yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'lines'))
    yield '</a></li>\n  <li><a href="#words">'
    yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'words_title'))
    yield '</a></li>\n</ul>\n</nav>\n\n<main>\n<section aria-labelledby="glance">\n<h2 id="glance">'
    yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'glance'))
    yield '</h2>\n<dl class="totals">\n  <div><dt>'
    yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'records'))
    yield '</dt><dd>'
    yield escape(t_8(t_14(environment, t_7(context, t_7(context, (undefined(name='parts') if l_0_parts is missing else l_0_parts), attribute='batch'), 'length'))))
    yield '</dd></div>\n  <div><dt>'
    yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'files'))
    yield '</dt><dd>'
    yield escape(t_8(t_5(t_6(context.eval_ctx, t_15(environment, t_7(context, environment.getattr((undefined(name='run') if l_0_run is missing else l_0_run), 'sources'), attribute='file'))))))
    yield '</dd></div>\n'
    l_1_loop = missing
    for (l_1_severity, l_1_verdicts), l_1_loop in LoopContext(context.call(environment.getattr((undefined(name='totals') if l_0_totals is missing else l_0_totals), 'items')), undefined):
        l_1_n = missing
        _loop_vars = {}
        pass
        l_1_n = t_14(environment, context.call(environment.getattr(l_1_verdicts, 'values'), _loop_vars=_loop_vars))
        _loop_vars['n'] = l_1_n
        yield '  <div class="'
        yield escape((l_1_severity if (undefined(name='n') if l_1_n is missing else l_1_n) else 'nought'))
        yield '"><dt>'
        yield escape(environment.getitem((undefined(name='w') if l_0_w is missing else l_0_w), l_1_severity))
        yield '</dt><dd>'
        yield escape(t_8((undefined(name='n') if l_1_n is missing else l_1_n)))
        yield '</dd>\n  <dd class="split">'
        def t_30(fiter):
            for (l_2_verdict, l_2_some) in fiter:
                if l_2_some:
                    yield (l_2_verdict, l_2_some)
        l_2_loop = missing
        for (l_2_verdict, l_2_some), l_2_loop in LoopContext(t_30(context.call(environment.getattr(l_1_verdicts, 'items'), _loop_vars=_loop_vars)), undefined):
            _loop_vars = {}
            pass
            yield escape(t_17(context, l_2_verdict, 'verdict'))
            yield ' '
            yield escape(t_8(l_2_some))
            yield escape((' · ' if (not environment.getattr(l_2_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 112 in 'report.html' evaluated to false and no else section was defined.")))
        l_2_loop = l_2_verdict = l_2_some = missing
        yield '</dd></div>\n'
    l_1_loop = l_1_severity = l_1_verdicts = l_1_n = missing
    l_0_open = t_14(environment, t_14(environment, t_7(context, (undefined(name='parts') if l_0_parts is missing else l_0_parts), attribute='checks'), start=[]), attribute='open')
    context.vars['open'] = l_0_open
    context.exported_vars.add('open')
    yield '  <div class="'
    yield escape(('' if (undefined(name='open') if l_0_open is missing else l_0_open) else 'nought'))
    yield '"><dt>'
    yield escape(t_17(context, 'open', 'count'))
    yield '</dt><dd>'
    yield escape(t_8((undefined(name='open') if l_0_open is missing else l_0_open)))
    yield '</dd></div>\n</dl>\n'
    if (undefined(name='since') if l_0_since is missing else l_0_since):
        pass
        yield '<details class="since"><summary><span>'
        yield escape(t_1(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'since'), gone=t_8(t_5(environment.getattr((undefined(name='since') if l_0_since is missing else l_0_since), 'gone'))), new=t_8(t_5(environment.getattr((undefined(name='since') if l_0_since is missing else l_0_since), 'new'))), left=t_8(environment.getattr((undefined(name='since') if l_0_since is missing else l_0_since), 'left')), settled=t_8(environment.getattr((undefined(name='since') if l_0_since is missing else l_0_since), 'settled'))))
        yield '</span></summary>\n'
        def t_31(fiter):
            for (l_1_name, l_1_table) in fiter:
                if t_5(l_1_table):
                    yield (l_1_name, l_1_table)
        for (l_1_name, l_1_table) in t_31((('gone', environment.getattr((undefined(name='since') if l_0_since is missing else l_0_since), 'gone')), ('new', environment.getattr((undefined(name='since') if l_0_since is missing else l_0_since), 'new')))):
            _loop_vars = {}
            pass
            yield '<p><strong>'
            yield escape(environment.getitem((undefined(name='w') if l_0_w is missing else l_0_w), markup_join(('since_', l_1_name, ))))
            yield '</strong></p>\n<ul>'
            for l_2_row in context.call(environment.getattr(context.call(environment.getattr(l_1_table, 'head'), 20, _loop_vars=_loop_vars), 'itertuples'), _loop_vars=_loop_vars):
                l_2_part_place = resolve('part_place')
                _loop_vars = {}
                pass
                yield '<li>'
                yield escape(t_16(context, context.call((undefined(name='part_place') if l_2_part_place is missing else l_2_part_place), l_2_row, _loop_vars=_loop_vars)))
                yield ' · '
                yield escape(t_16(context, environment.getattr(l_2_row, 'message')))
                yield '</li>'
            l_2_row = l_2_part_place = missing
            yield '</ul>\n'
        l_1_name = l_1_table = missing
        yield '<p class="small">'
        yield escape(t_1(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'since_all'), file='since.csv'))
        yield '</p></details>\n'
    if (undefined(name='lacking') if l_0_lacking is missing else l_0_lacking):
        pass
        yield '<ul class="lacking">'
        for l_1_line in (undefined(name='lacking') if l_0_lacking is missing else l_0_lacking):
            _loop_vars = {}
            pass
            yield '<li>'
            yield escape(l_1_line)
            yield '</li>'
        l_1_line = missing
        yield '</ul>'
    if (undefined(name='decided') if l_0_decided is missing else l_0_decided):
        pass
        yield '<ul class="decided">'
        for l_1_line in (undefined(name='decided') if l_0_decided is missing else l_0_decided):
            _loop_vars = {}
            pass
            yield '<li>'
            yield escape(l_1_line)
            yield '</li>'
        l_1_line = missing
        yield '</ul>'
    if ((not (undefined(name='stories') if l_0_stories is missing else l_0_stories)) and (not (undefined(name='whole') if l_0_whole is missing else l_0_whole))):
        pass
        yield '<div class="calm"><p><strong>'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'nothing_found'))
        yield '</strong></p><p>'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'nothing_found_why'))
        yield '</p></div>\n'
    yield '</section>\n\n'
    if ((undefined(name='stories') if l_0_stories is missing else l_0_stories) or (undefined(name='whole') if l_0_whole is missing else l_0_whole)):
        pass
        yield '<section aria-labelledby="first">\n<h2 id="first">'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'look_first'))
        yield '</h2>\n'
        for (l_1_n_part, l_1_found) in (undefined(name='whole') if l_0_whole is missing else l_0_whole):
            l_1_several = resolve('several')
            _loop_vars = {}
            pass
            yield '<div class="of-batch '
            yield escape(environment.getattr(l_1_found, 'severity'))
            yield '"><p>'
            yield escape(context.call((undefined(name='sure') if l_0_sure is missing else l_0_sure), l_1_found, _loop_vars=_loop_vars))
            if (undefined(name='several') if l_1_several is missing else l_1_several):
                pass
                yield ' <span class="place"><bdi>'
                yield escape(environment.getattr(environment.getitem((undefined(name='parts') if l_0_parts is missing else l_0_parts), l_1_n_part), 'title'))
                yield '</bdi></span>'
            yield '</p>'
            yield escape(context.call((undefined(name='said') if l_0_said is missing else l_0_said), l_1_found, environment.getitem((undefined(name='parts') if l_0_parts is missing else l_0_parts), l_1_n_part), _loop_vars=_loop_vars))
            yield '</div>\n'
        l_1_n_part = l_1_found = l_1_several = missing
        yield '<ol class="first">\n'
        for l_1_story in (undefined(name='stories') if l_0_stories is missing else l_0_stories):
            l_1_several = resolve('several')
            l_1_part = l_1_told = missing
            _loop_vars = {}
            pass
            l_1_part = environment.getitem((undefined(name='parts') if l_0_parts is missing else l_0_parts), environment.getattr(l_1_story, 'batch'))
            _loop_vars['part'] = l_1_part
            l_1_told = context.call(environment.getattr((undefined(name='part') if l_1_part is missing else l_1_part), 'story'), l_1_story, _loop_vars=_loop_vars)
            _loop_vars['told'] = l_1_told
            yield '  <li class="'
            yield escape(environment.getattr(l_1_story, 'severity'))
            yield '">\n    <p><span class="chip '
            yield escape(environment.getattr(l_1_story, 'severity'))
            yield '">'
            yield escape(t_17(context, environment.getattr(l_1_story, 'severity'), 'severity'))
            yield '</span>'
            for (l_2_verdict, l_2_n) in context.call(environment.getattr(environment.getattr(l_1_story, 'verdicts'), 'items'), _loop_vars=_loop_vars):
                _loop_vars = {}
                pass
                yield ' <span class="verdict '
                yield escape(l_2_verdict)
                yield '">'
                yield escape(t_17(context, l_2_verdict, 'verdict'))
                if (environment.getattr(l_1_story, 'findings') > 1):
                    pass
                    yield ' '
                    yield escape(t_8(l_2_n))
                yield '</span>'
            l_2_verdict = l_2_n = missing
            if (undefined(name='several') if l_1_several is missing else l_1_several):
                pass
                yield ' <span class="place"><bdi>'
                yield escape(environment.getattr((undefined(name='part') if l_1_part is missing else l_1_part), 'title'))
                yield '</bdi></span>'
            yield '</p>\n'
            for l_2_sentence in context.call(environment.getattr((undefined(name='told') if l_1_told is missing else l_1_told), 'sentences'), _loop_vars=_loop_vars):
                _loop_vars = {}
                pass
                yield '<p class="message">'
                yield escape(t_12(l_2_sentence))
                yield '</p>'
            l_2_sentence = missing
            yield '\n'
            if context.call(environment.getattr((undefined(name='told') if l_1_told is missing else l_1_told), 'typed'), _loop_vars=_loop_vars):
                pass
                yield '<p class="typed">'
                yield escape(t_12(context.call(environment.getattr((undefined(name='told') if l_1_told is missing else l_1_told), 'typed'), _loop_vars=_loop_vars)))
                yield '</p>'
            if context.call(environment.getattr((undefined(name='told') if l_1_told is missing else l_1_told), 'follows'), _loop_vars=_loop_vars):
                pass
                yield '<p class="typed">'
                yield escape(t_12(context.call(environment.getattr((undefined(name='told') if l_1_told is missing else l_1_told), 'follows'), _loop_vars=_loop_vars)))
                yield '</p>'
            if (environment.getattr(l_1_story, 'findings') == 1):
                pass
                yield escape(context.call((undefined(name='cells') if l_0_cells is missing else l_0_cells), l_1_story, environment.getattr((undefined(name='part') if l_1_part is missing else l_1_part), 'label'), _loop_vars=_loop_vars))
            if environment.getattr(l_1_story, 'explanations'):
                pass
                yield '    <div class="explained">'
                yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'unless'))
                yield '<ul>'
                for l_2_each in environment.getattr(l_1_story, 'explanations'):
                    _loop_vars = {}
                    pass
                    yield '<li>'
                    yield escape(t_12(context.call(environment.getattr((undefined(name='told') if l_1_told is missing else l_1_told), 'explanation'), l_2_each, _loop_vars=_loop_vars)))
                    yield '</li>'
                l_2_each = missing
                yield '</ul>'
                yield escape(context.call(environment.getattr((undefined(name='told') if l_1_told is missing else l_1_told), 'decides'), _loop_vars=_loop_vars))
                yield '</div>\n'
            for (l_2_sheet, l_2_there) in context.call(environment.getattr((undefined(name='told') if l_1_told is missing else l_1_told), 'places'), _loop_vars=_loop_vars):
                _loop_vars = {}
                pass
                yield '<p class="place">'
                yield escape(t_12(l_2_sheet))
                yield escape((' · ' if l_2_sheet else cond_expr_undefined("the inline if-expression on line 152 in 'report.html' evaluated to false and no else section was defined.")))
                yield escape(t_12(l_2_there))
                yield '</p>'
            l_2_sheet = l_2_there = missing
            yield '  </li>\n'
        l_1_story = l_1_part = l_1_told = l_1_several = missing
        yield '</ol>\n</section>\n'
    yield '\n'
    l_1_loop = missing
    for l_1_part, l_1_loop in LoopContext((undefined(name='parts') if l_0_parts is missing else l_0_parts), undefined):
        l_1_several = resolve('several')
        l_1_proving_cells = resolve('proving_cells')
        l_1_contrary_share = resolve('contrary_share')
        l_1_n = l_1_label = l_1_answers = l_1_heads = missing
        _loop_vars = {}
        pass
        l_1_n = environment.getattr(l_1_loop, 'index')
        _loop_vars['n'] = l_1_n
        l_1_label = environment.getattr(l_1_part, 'label')
        _loop_vars['label'] = l_1_label
        yield '<section class="part"'
        if (undefined(name='several') if l_1_several is missing else l_1_several):
            pass
            yield ' aria-labelledby="part'
            yield escape((undefined(name='n') if l_1_n is missing else l_1_n))
            yield '"'
        yield '>\n'
        if (undefined(name='several') if l_1_several is missing else l_1_several):
            pass
            yield '<h2 class="part-title" id="part'
            yield escape((undefined(name='n') if l_1_n is missing else l_1_n))
            yield '"><bdi>'
            yield escape(environment.getattr(l_1_part, 'title'))
            yield '</bdi></h2>'
        yield '\n<section aria-labelledby="findings'
        yield escape((undefined(name='n') if l_1_n is missing else l_1_n))
        yield '">\n<h2 id="findings'
        yield escape((undefined(name='n') if l_1_n is missing else l_1_n))
        yield '">'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'groups'))
        yield '</h2>\n'
        if (not environment.getattr(l_1_part, 'groups')):
            pass
            yield '<div class="calm"><p><strong>'
            yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'nothing_found'))
            yield '</strong></p></div>\n'
        for l_2_group in environment.getattr(l_1_part, 'groups'):
            l_2_done = resolve('done')
            l_2_waiting = missing
            _loop_vars = {}
            pass
            yield '<h3 id="check'
            yield escape((undefined(name='n') if l_1_n is missing else l_1_n))
            yield '-'
            yield escape(environment.getattr(l_2_group, 'check'))
            yield '"><bdi>'
            yield escape(context.call(environment.getattr(l_1_part, 'check_title'), environment.getattr(l_2_group, 'check'), _loop_vars=_loop_vars))
            yield '</bdi></h3>\n<p class="why">'
            yield escape(context.call(environment.getattr(l_1_part, 'check_about'), environment.getattr(l_2_group, 'check'), _loop_vars=_loop_vars))
            yield '</p>\n'
            l_2_waiting = t_6(context.eval_ctx, t_11(context, environment.getattr(l_2_group, 'shown'), 'settled'))
            _loop_vars['waiting'] = l_2_waiting
            yield escape(context.call((undefined(name='of_batch') if l_0_of_batch is missing else l_0_of_batch), (undefined(name='waiting') if l_2_waiting is missing else l_2_waiting), l_1_part, _loop_vars=_loop_vars))
            yield '\n'
            if t_6(context.eval_ctx, t_13(context, (undefined(name='waiting') if l_2_waiting is missing else l_2_waiting), 'cells')):
                pass
                def macro():
                    t_32 = []
                    pass
                    t_32.extend((
                        '<table class="findings">\n<caption id="caption',
                        escape((undefined(name='n') if l_1_n is missing else l_1_n)),
                        '-',
                        escape(environment.getattr(l_2_group, 'check')),
                        '">\n',
                    ))
                    for (l_4_verdict, l_4_n_of) in context.call(environment.getattr(environment.getattr(l_2_group, 'verdicts'), 'items')):
                        _loop_vars = {}
                        pass
                        t_32.extend((
                            escape(t_17(context, l_4_verdict, 'verdict')),
                            ' ',
                            escape(t_8(l_4_n_of)),
                            ' · ',
                        ))
                    l_4_verdict = l_4_n_of = missing
                    t_32.append(
                        escape(t_1(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'in_all'), total=t_8(environment.getattr(l_2_group, 'total')), different=t_8(environment.getattr(l_2_group, 'different')))),
                    )
                    for (l_4_answer, l_4_n_of) in context.call(environment.getattr(environment.getattr(l_2_group, 'decided'), 'items')):
                        _loop_vars = {}
                        pass
                        t_32.extend((
                            ' · ',
                            escape(t_17(context, l_4_answer, 'decision')),
                            ' ',
                            escape(t_8(l_4_n_of)),
                        ))
                    l_4_answer = l_4_n_of = missing
                    t_32.append(
                        '\n',
                    )
                    if (environment.getattr(l_2_group, 'different') > t_5(environment.getattr(l_2_group, 'shown'))):
                        pass
                        t_32.append(
                            escape(t_1(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'first_shown'), shown=t_8(t_5(environment.getattr(l_2_group, 'shown'))), total=t_8(environment.getattr(l_2_group, 'different')), file='findings.csv')),
                        )
                    t_32.extend((
                        '</caption>\n',
                        escape(context.call((undefined(name='listed') if l_0_listed is missing else l_0_listed), (undefined(name='waiting') if l_2_waiting is missing else l_2_waiting), l_1_part, (undefined(name='label') if l_1_label is missing else l_1_label))),
                        '\n</table>\n',
                    ))
                    return concat(t_32)
                caller = Macro(environment, macro, None, (), False, False, False, context.eval_ctx.autoescape)
                yield context.call((undefined(name='scroll') if l_0_scroll is missing else l_0_scroll), markup_join(('caption', (undefined(name='n') if l_1_n is missing else l_1_n), '-', environment.getattr(l_2_group, 'check'), )), caller=caller, _loop_vars=_loop_vars)
            if environment.getattr(l_2_group, 'folded'):
                pass
                yield '<details class="settled"><summary><span>'
                yield escape(t_1(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'folded'), count=t_8(environment.getattr(l_2_group, 'folded'))))
                yield '</span></summary>\n<table class="findings">'
                yield escape(context.call((undefined(name='listed') if l_0_listed is missing else l_0_listed), environment.getattr(l_2_group, 'members'), l_1_part, (undefined(name='label') if l_1_label is missing else l_1_label), _loop_vars=_loop_vars))
                yield '</table>\n</details>\n'
            if environment.getattr(l_2_group, 'settled'):
                pass
                yield '<details class="settled"><summary><span>'
                yield escape(t_1(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'settled'), count=t_8(environment.getattr(l_2_group, 'settled'))))
                yield '</span></summary>\n'
                l_2_done = t_6(context.eval_ctx, t_13(context, environment.getattr(l_2_group, 'shown'), 'settled'))
                _loop_vars['done'] = l_2_done
                yield escape(context.call((undefined(name='of_batch') if l_0_of_batch is missing else l_0_of_batch), (undefined(name='done') if l_2_done is missing else l_2_done), l_1_part, _loop_vars=_loop_vars))
                yield '\n<table class="findings">'
                yield escape(context.call((undefined(name='listed') if l_0_listed is missing else l_0_listed), (undefined(name='done') if l_2_done is missing else l_2_done), l_1_part, (undefined(name='label') if l_1_label is missing else l_1_label), _loop_vars=_loop_vars))
                yield '</table>\n</details>\n'
        l_2_group = l_2_waiting = l_2_done = missing
        yield '</section>\n\n<section aria-labelledby="checks'
        yield escape((undefined(name='n') if l_1_n is missing else l_1_n))
        yield '">\n<h2 id="checks'
        yield escape((undefined(name='n') if l_1_n is missing else l_1_n))
        yield '">'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'checks'))
        yield '</h2>\n<p class="why">'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'checks_why'))
        yield '</p>\n'
        def macro(l_2_row, l_2_check):
            t_33 = []
            if l_2_row is missing:
                l_2_row = undefined("parameter 'row' was not provided", name='row')
            if l_2_check is missing:
                l_2_check = undefined("parameter 'check' was not provided", name='check')
            pass
            t_33.extend((
                escape(context.call((undefined(name='count') if l_0_count is missing else l_0_count), environment.getattr(l_2_row, 'asked'))),
                '\n',
            ))
            for l_3_name in ('certain', 'possible'):
                _loop_vars = {}
                pass
                t_33.extend((
                    '<td class="n',
                    escape(('' if environment.getitem(l_2_row, l_3_name) else ' nil')),
                    '">',
                ))
                if environment.getitem(l_2_row, l_3_name):
                    pass
                    t_33.extend((
                        '<a href="#check',
                        escape((undefined(name='n') if l_1_n is missing else l_1_n)),
                        '-',
                        escape(context.call(environment.getattr(environment.getattr(l_1_part, 'home'), 'get'), l_2_check, l_2_check, _loop_vars=_loop_vars)),
                        '">',
                        escape(t_8(environment.getitem(l_2_row, l_3_name))),
                        '</a>',
                    ))
                else:
                    pass
                    t_33.append(
                        '0',
                    )
                t_33.append(
                    '</td>',
                )
            l_3_name = missing
            t_33.extend((
                escape(context.call((undefined(name='count') if l_0_count is missing else l_0_count), environment.getattr(l_2_row, 'open'))),
                escape(context.call((undefined(name='count') if l_0_count is missing else l_0_count), environment.getattr(l_2_row, 'not_checkable'))),
                escape(context.call((undefined(name='count') if l_0_count is missing else l_0_count), environment.getattr(l_2_row, 'holds'))),
                '\n',
            ))
            return concat(t_33)
        l_1_answers = Macro(environment, macro, 'answers', ('row', 'check'), False, False, False, context.eval_ctx.autoescape)
        def macro():
            t_34 = []
            pass
            for l_3_name in ('asked', 'certain', 'possible', 'open', 'not_checkable', 'holds'):
                _loop_vars = {}
                pass
                t_34.extend((
                    '<th scope="col" class="n">',
                    escape(t_17(context, l_3_name, 'count')),
                    '</th>',
                ))
            l_3_name = missing
            return concat(t_34)
        l_1_heads = Macro(environment, macro, 'heads', (), False, False, False, context.eval_ctx.autoescape)
        def macro():
            t_35 = []
            pass
            t_35.extend((
                '<table>\n<caption id="checks-caption',
                escape((undefined(name='n') if l_1_n is missing else l_1_n)),
                '">',
                escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'checks_sum')),
                '</caption>\n<thead><tr><th scope="col">',
                escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'check')),
                '</th><th scope="col" class="n">',
                escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'fields')),
                '</th>',
                escape(context.call((undefined(name='heads') if l_1_heads is missing else l_1_heads))),
                '</tr></thead>\n<tbody>\n',
            ))
            for l_3_check in environment.getattr(l_1_part, 'checks'):
                _loop_vars = {}
                pass
                t_35.extend((
                    '<tr><th scope="row">',
                    escape(context.call(environment.getattr(l_1_part, 'check_title'), environment.getattr(l_3_check, 'check'), _loop_vars=_loop_vars)),
                    '</th>',
                    escape(context.call((undefined(name='count') if l_0_count is missing else l_0_count), t_5(environment.getattr(l_3_check, 'questions')), _loop_vars=_loop_vars)),
                    escape(context.call((undefined(name='answers') if l_1_answers is missing else l_1_answers), l_3_check, environment.getattr(l_3_check, 'check'), _loop_vars=_loop_vars)),
                    '</tr>\n',
                ))
            l_3_check = missing
            t_35.append(
                '</tbody>\n</table>\n',
            )
            return concat(t_35)
        caller = Macro(environment, macro, None, (), False, False, False, context.eval_ctx.autoescape)
        yield context.call((undefined(name='scroll') if l_0_scroll is missing else l_0_scroll), markup_join(('checks-caption', (undefined(name='n') if l_1_n is missing else l_1_n), )), caller=caller, _loop_vars=_loop_vars)
        yield '<details>\n<summary><span class="name">'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'checks_each'))
        yield '</span></summary>\n<div class="scroll" role="region" tabindex="0" aria-label="'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'checks_each'))
        yield '">\n<table>\n<thead><tr><th scope="col">'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'check'))
        yield '</th><th scope="col">'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'fields'))
        yield '</th>'
        yield escape(context.call((undefined(name='heads') if l_1_heads is missing else l_1_heads), _loop_vars=_loop_vars))
        yield '</tr></thead>\n<tbody>\n'
        l_2_loop = missing
        for l_2_check, l_2_loop in LoopContext(environment.getattr(l_1_part, 'checks'), undefined):
            _loop_vars = {}
            pass
            l_3_loop = missing
            for l_3_each, l_3_loop in LoopContext(environment.getattr(l_2_check, 'questions'), undefined):
                _loop_vars = {}
                pass
                yield '<tr><th scope="row">'
                yield escape(context.call(environment.getattr(l_1_part, 'check_title'), environment.getattr(l_2_check, 'check'), _loop_vars=_loop_vars))
                yield '</th>\n<td class="small">'
                def t_36(fiter):
                    for l_4_field in fiter:
                        if l_4_field:
                            yield l_4_field
                l_4_loop = missing
                for l_4_field, l_4_loop in LoopContext(t_36(context.call(environment.getattr(environment.getattr(l_3_each, 'field'), 'split'), '|', _loop_vars=_loop_vars)), undefined):
                    _loop_vars = {}
                    pass
                    yield '<bdi>'
                    yield escape(context.call((undefined(name='label') if l_1_label is missing else l_1_label), l_4_field, _loop_vars=_loop_vars))
                    yield '</bdi>'
                    yield escape((' · ' if (not environment.getattr(l_4_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 231 in 'report.html' evaluated to false and no else section was defined.")))
                l_4_loop = l_4_field = missing
                yield '</td>'
                yield escape(context.call((undefined(name='answers') if l_1_answers is missing else l_1_answers), l_3_each, environment.getattr(l_2_check, 'check'), _loop_vars=_loop_vars))
                yield '</tr>\n'
            l_3_loop = l_3_each = missing
        l_2_loop = l_2_check = missing
        yield '</tbody>\n</table>\n</div>\n</details>\n</section>\n\n<section aria-labelledby="evidence'
        yield escape((undefined(name='n') if l_1_n is missing else l_1_n))
        yield '">\n<h2 id="evidence'
        yield escape((undefined(name='n') if l_1_n is missing else l_1_n))
        yield '">'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'evidence'))
        yield '</h2>\n<p class="why">'
        yield escape(t_1(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'evidence_why'), cells=(undefined(name='proving_cells') if l_1_proving_cells is missing else l_1_proving_cells), share=(undefined(name='contrary_share') if l_1_contrary_share is missing else l_1_contrary_share)))
        yield '</p>\n'
        if environment.getattr(l_1_part, 'evidence'):
            pass
            def macro():
                t_37 = []
                pass
                t_37.extend((
                    '<table>\n<caption id="evidence-caption',
                    escape((undefined(name='n') if l_1_n is missing else l_1_n)),
                    '">',
                    escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'evidence')),
                    '</caption>\n<thead><tr><th scope="col">',
                    escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'group')),
                    '</th><th scope="col">',
                    escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'field')),
                    '</th><th scope="col">',
                    escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'question')),
                    '</th><th scope="col">',
                    escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'answer')),
                    '</th>\n<th scope="col">',
                    escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'counted')),
                    '</th><th scope="col" class="n">',
                    escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'proving')),
                    '</th><th scope="col" class="n">',
                    escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'contrary')),
                    '</th><th scope="col" class="n">',
                    escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'undecided')),
                    '</th><th scope="col">',
                    escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'decided')),
                    '</th></tr></thead>\n<tbody>\n',
                ))
                l_3_loop = missing
                for l_3_row, l_3_loop in LoopContext(environment.getattr(l_1_part, 'evidence'), undefined):
                    _loop_vars = {}
                    pass
                    t_37.append(
                        '<tr><th scope="row">',
                    )
                    l_4_loop = missing
                    for l_4_each, l_4_loop in LoopContext(context.call(environment.getattr(environment.getattr(l_3_row, 'group'), 'split'), ' · ', _loop_vars=_loop_vars), undefined):
                        _loop_vars = {}
                        pass
                        t_37.extend((
                            escape(t_16(context, l_4_each)),
                            escape((' · ' if (not environment.getattr(l_4_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 250 in 'report.html' evaluated to false and no else section was defined."))),
                        ))
                    l_4_loop = l_4_each = missing
                    t_37.extend((
                        '</th><td><bdi>',
                        escape(context.call((undefined(name='label') if l_1_label is missing else l_1_label), environment.getattr(l_3_row, 'field'), _loop_vars=_loop_vars)),
                        '</bdi></td><td>',
                        escape(t_17(context, environment.getattr(l_3_row, 'question'), 'report.asks')),
                        '</td>\n<td>',
                        escape((t_17(context, environment.getattr(l_3_row, 'answer'), 'why') if environment.getattr(l_3_row, 'answer') else '–')),
                        '</td><td>',
                        escape(t_17(context, environment.getattr(l_3_row, 'counted'), 'report.counted_in')),
                        '</td>',
                        escape(context.call((undefined(name='count') if l_0_count is missing else l_0_count), environment.getattr(l_3_row, 'proving'), _loop_vars=_loop_vars)),
                        escape(context.call((undefined(name='count') if l_0_count is missing else l_0_count), environment.getattr(l_3_row, 'contrary'), _loop_vars=_loop_vars)),
                        escape(context.call((undefined(name='count') if l_0_count is missing else l_0_count), environment.getattr(l_3_row, 'undecided'), _loop_vars=_loop_vars)),
                        '\n<td>',
                    ))
                    if environment.getattr(l_3_row, 'decided'):
                        pass
                        t_37.extend((
                            '<span class="chip exact">',
                            escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'yes')),
                            '</span>',
                        ))
                    else:
                        pass
                        t_37.extend((
                            '<span class="chip">',
                            escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'no')),
                            '</span>',
                        ))
                    t_37.append(
                        '</td></tr>\n',
                    )
                l_3_loop = l_3_row = missing
                t_37.append(
                    '</tbody>\n</table>\n',
                )
                return concat(t_37)
            caller = Macro(environment, macro, None, (), False, False, False, context.eval_ctx.autoescape)
            yield context.call((undefined(name='scroll') if l_0_scroll is missing else l_0_scroll), markup_join(('evidence-caption', (undefined(name='n') if l_1_n is missing else l_1_n), )), caller=caller, _loop_vars=_loop_vars)
        else:
            pass
            yield '<p>'
            yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'evidence_none'))
            yield '</p>'
        yield '</section>\n\n<section aria-labelledby="readings'
        yield escape((undefined(name='n') if l_1_n is missing else l_1_n))
        yield '">\n<h2 id="readings'
        yield escape((undefined(name='n') if l_1_n is missing else l_1_n))
        yield '">'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'readings'))
        yield '</h2>\n<p class="why">'
        yield escape(t_1(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'readings_why'), file='readings.csv'))
        yield '</p>\n<ul class="legend">'
        for l_2_name in ('exact', 'inferred', 'decided', 'ambiguous', 'unread', 'missing'):
            _loop_vars = {}
            pass
            yield '<li><svg viewBox="0 0 8 8" aria-hidden="true"><rect class="'
            yield escape(l_2_name)
            yield '" width="8" height="8" rx="2"/></svg>'
            yield escape(t_17(context, l_2_name, 'status'))
            yield '</li>'
        l_2_name = missing
        yield '</ul>\n'
        l_2_loop = missing
        for l_2_field, l_2_loop in LoopContext(environment.getattr(l_1_part, 'readings'), undefined):
            l_2_total = l_2_line = missing
            _loop_vars = {}
            pass
            l_2_total = t_14(environment, context.call(environment.getattr(environment.getattr(l_2_field, 'statuses'), 'values'), _loop_vars=_loop_vars))
            _loop_vars['total'] = l_2_total
            t_38 = []
            pass
            def t_39(fiter):
                for (l_4_name, l_4_n_of) in fiter:
                    if l_4_n_of:
                        yield (l_4_name, l_4_n_of)
            l_4_loop = missing
            for (l_4_name, l_4_n_of), l_4_loop in LoopContext(t_39(context.call(environment.getattr(environment.getattr(l_2_field, 'statuses'), 'items'))), undefined):
                _loop_vars = {}
                pass
                t_38.extend((
                    escape(t_17(context, l_4_name, 'status')),
                    ' ',
                    escape(t_8(l_4_n_of)),
                    escape((', ' if (not environment.getattr(l_4_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 266 in 'report.html' evaluated to false and no else section was defined."))),
                ))
            l_4_loop = l_4_name = l_4_n_of = missing
            l_2_line = (Markup if context.eval_ctx.autoescape else identity)(concat(t_38))
            _loop_vars['line'] = l_2_line
            yield '<details>\n<summary><span class="name"><bdi>'
            yield escape(context.call((undefined(name='label') if l_1_label is missing else l_1_label), environment.getattr(l_2_field, 'field'), _loop_vars=_loop_vars))
            yield '</bdi></span>\n<span class="small">'
            yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'distinct'))
            yield ': '
            yield escape(t_8(environment.getattr(l_2_field, 'distinct')))
            yield '</span>\n'
            if (undefined(name='total') if l_2_total is missing else l_2_total):
                pass
                yield escape(context.call((undefined(name='bar') if l_0_bar is missing else l_0_bar), t_6(context.eval_ctx, context.call(environment.getattr(environment.getattr(l_2_field, 'statuses'), 'items'), _loop_vars=_loop_vars)), (undefined(name='total') if l_2_total is missing else l_2_total), (undefined(name='line') if l_2_line is missing else l_2_line), _loop_vars=_loop_vars))
            yield '</summary>\n<p class="small">'
            yield escape((undefined(name='line') if l_2_line is missing else l_2_line))
            yield '</p>\n'
            if environment.getattr(l_2_field, 'readings'):
                pass
                yield '<div class="scroll" role="region" tabindex="0" aria-label="'
                yield escape(context.call((undefined(name='label') if l_1_label is missing else l_1_label), environment.getattr(l_2_field, 'field'), _loop_vars=_loop_vars))
                yield '">\n<table>\n<caption>'
                if ((environment.getattr(l_2_field, 'total') > t_5(environment.getattr(l_2_field, 'readings'))) or (environment.getattr(l_2_field, 'distinct') > environment.getattr(l_2_field, 'looked_at'))):
                    pass
                    yield escape(t_1(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'more_in'), shown=t_8(t_5(environment.getattr(l_2_field, 'readings'))), total=markup_join((t_8(environment.getattr(l_2_field, 'total')), ('+' if (environment.getattr(l_2_field, 'distinct') > environment.getattr(l_2_field, 'looked_at')) else ''), )), file='readings.csv'))
                else:
                    pass
                    yield escape(t_1(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'all_shown'), total=t_8(environment.getattr(l_2_field, 'total'))))
                yield '</caption>\n<thead><tr><th scope="col">'
                yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'reading'))
                yield '</th><th scope="col">'
                yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'status'))
                yield '</th><th scope="col" class="n">'
                yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'persons'))
                yield '</th><th scope="col">'
                yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'spellings'))
                yield '</th></tr></thead>\n<tbody>\n'
                for l_3_each in environment.getattr(l_2_field, 'readings'):
                    _loop_vars = {}
                    pass
                    yield '<tr><th scope="row">'
                    yield escape(t_10(context, environment.getattr(l_3_each, 'reading')))
                    yield '</th>\n<td class="narrow">'
                    yield escape(context.call((undefined(name='chip') if l_0_chip is missing else l_0_chip), environment.getattr(l_3_each, 'status'), 'status', _loop_vars=_loop_vars))
                    yield '</td>'
                    yield escape(context.call((undefined(name='count') if l_0_count is missing else l_0_count), environment.getattr(l_3_each, 'records'), _loop_vars=_loop_vars))
                    yield '\n<td><ul class="texts">'
                    for (l_4_text, l_4_times) in environment.getattr(l_3_each, 'texts'):
                        _loop_vars = {}
                        pass
                        yield '<li>'
                        yield escape(t_16(context, l_4_text))
                        yield ' <span class="times">×'
                        yield escape(t_8(l_4_times))
                        yield '</span></li>'
                    l_4_text = l_4_times = missing
                    if environment.getattr(l_3_each, 'more'):
                        pass
                        yield '<li class="small">'
                        yield escape(t_1(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'and_more'), n=t_8(environment.getattr(l_3_each, 'more'))))
                        yield '</li>'
                    yield '</ul></td></tr>\n'
                l_3_each = missing
                yield '</tbody>\n</table>\n</div>\n'
            elif environment.getattr(l_2_field, 'distinct'):
                pass
                yield '<p class="small">'
                yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'not_listed'))
                yield '</p>'
            yield '</details>\n'
        l_2_loop = l_2_field = l_2_total = l_2_line = missing
        yield '</section>\n\n<section aria-labelledby="gaps'
        yield escape((undefined(name='n') if l_1_n is missing else l_1_n))
        yield '">\n<h2 id="gaps'
        yield escape((undefined(name='n') if l_1_n is missing else l_1_n))
        yield '">'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'gaps'))
        yield '</h2>\n<p class="why">'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'gaps_why'))
        yield '</p>\n'
        if environment.getattr(environment.getattr(l_1_part, 'gaps'), 'kinds'):
            pass
            def macro():
                t_40 = []
                pass
                t_40.extend((
                    '<table>\n<caption id="gaps-caption',
                    escape((undefined(name='n') if l_1_n is missing else l_1_n)),
                    '">',
                    escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'records')),
                    ': ',
                    escape(t_8(t_5(environment.getattr(l_1_part, 'batch')))),
                    '</caption>\n<thead><tr><th scope="col">',
                    escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'field')),
                    '</th><th scope="col" class="n">',
                    escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'with_value')),
                    '</th>',
                ))
                for l_3_kind in environment.getattr(environment.getattr(l_1_part, 'gaps'), 'kinds'):
                    _loop_vars = {}
                    pass
                    t_40.extend((
                        '<th scope="col" class="n">',
                        escape(t_17(context, l_3_kind, 'missing')),
                        '</th>',
                    ))
                l_3_kind = missing
                t_40.append(
                    '</tr></thead>\n<tbody>\n',
                )
                for l_3_row in environment.getattr(environment.getattr(l_1_part, 'gaps'), 'rows'):
                    _loop_vars = {}
                    pass
                    t_40.extend((
                        '<tr><th scope="row"><bdi>',
                        escape(context.call((undefined(name='label') if l_1_label is missing else l_1_label), environment.getattr(l_3_row, 'field'), _loop_vars=_loop_vars)),
                        '</bdi></th>',
                        escape(context.call((undefined(name='count') if l_0_count is missing else l_0_count), (environment.getattr(l_3_row, 'records') - t_14(environment, context.call(environment.getattr(environment.getattr(l_3_row, 'gaps'), 'values'), _loop_vars=_loop_vars))), _loop_vars=_loop_vars)),
                        '\n',
                    ))
                    for (l_4_kind, l_4_n_missing) in context.call(environment.getattr(environment.getattr(l_3_row, 'gaps'), 'items'), _loop_vars=_loop_vars):
                        _loop_vars = {}
                        pass
                        t_40.extend((
                            '<td class="n ',
                            escape(t_3(l_4_n_missing, environment.getattr(l_3_row, 'records'))),
                            escape(('' if l_4_n_missing else ' nil')),
                            '">',
                            escape(t_8(l_4_n_missing)),
                            '</td>',
                        ))
                    l_4_kind = l_4_n_missing = missing
                    t_40.append(
                        '</tr>\n',
                    )
                l_3_row = missing
                t_40.append(
                    '</tbody>\n</table>\n',
                )
                return concat(t_40)
            caller = Macro(environment, macro, None, (), False, False, False, context.eval_ctx.autoescape)
            yield context.call((undefined(name='scroll') if l_0_scroll is missing else l_0_scroll), markup_join(('gaps-caption', (undefined(name='n') if l_1_n is missing else l_1_n), )), caller=caller, _loop_vars=_loop_vars)
        else:
            pass
            yield '<p>'
            yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'nothing_missing'))
            yield '</p>'
        yield '</section>\n\n'
        if environment.getattr(l_1_part, 'figures'):
            pass
            yield '<section aria-labelledby="figures'
            yield escape((undefined(name='n') if l_1_n is missing else l_1_n))
            yield '">\n<h2 id="figures'
            yield escape((undefined(name='n') if l_1_n is missing else l_1_n))
            yield '">'
            yield escape(t_1(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'figures'), field=context.call((undefined(name='label') if l_1_label is missing else l_1_label), environment.getattr(environment.getattr(l_1_part, 'figures'), 'by'), _loop_vars=_loop_vars)))
            yield '</h2>\n<p class="why">'
            yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'figures_why'))
            if environment.getattr(environment.getattr(l_1_part, 'figures'), 'decided'):
                pass
                yield ' '
                yield escape(t_1(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'rest_on'), count=t_8(environment.getattr(environment.getattr(l_1_part, 'figures'), 'decided'))))
            yield '</p>\n'
            def macro():
                t_41 = []
                pass
                t_41.extend((
                    '<table>\n<caption id="figures-caption',
                    escape((undefined(name='n') if l_1_n is missing else l_1_n)),
                    '">',
                    escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'notice')),
                    '</caption>\n<thead><tr><th scope="col" colspan="2">',
                    escape(context.call((undefined(name='label') if l_1_label is missing else l_1_label), environment.getattr(environment.getattr(l_1_part, 'figures'), 'by'))),
                    '</th><th scope="col" class="n">',
                    escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'persons')),
                    '</th>\n',
                ))
                if environment.getattr(environment.getattr(l_1_part, 'figures'), 'shares'):
                    pass
                    t_41.extend((
                        '<th scope="col" class="n">',
                        escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'share_all')),
                        '</th><th scope="col" class="n">',
                        escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'share_applicable')),
                        '</th><th scope="col" class="n">',
                        escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'share_answered')),
                        '</th><th scope="col"><span class="small">95%</span></th>',
                    ))
                t_41.append(
                    '</tr></thead>\n<tbody>\n',
                )
                for l_3_row in environment.getattr(environment.getattr(l_1_part, 'figures'), 'rows'):
                    _loop_vars = {}
                    pass
                    t_41.append(
                        '<tr',
                    )
                    if (environment.getattr(l_3_row, 'line') in ('answered', 'applicable', 'all')):
                        pass
                        t_41.append(
                            ' class="sum"',
                        )
                    t_41.extend((
                        '>\n<th scope="row"><bdi>',
                        escape(environment.getattr(l_3_row, 'name')),
                        '</bdi></th><td class="narrow mono">',
                        escape((environment.getattr(l_3_row, 'code') if (environment.getattr(l_3_row, 'line') == 'category') else cond_expr_undefined("the inline if-expression on line 322 in 'report.html' evaluated to false and no else section was defined."))),
                        '</td>',
                        escape(context.call((undefined(name='count') if l_0_count is missing else l_0_count), environment.getattr(l_3_row, 'persons'), _loop_vars=_loop_vars)),
                        '\n',
                    ))
                    if environment.getattr(environment.getattr(l_1_part, 'figures'), 'shares'):
                        pass
                        for l_4_base in ('all', 'applicable', 'answered'):
                            _loop_vars = {}
                            pass
                            t_41.extend((
                                '<td class="n">',
                                escape(t_9(environment.getitem(l_3_row, markup_join(('share_', l_4_base, ))))),
                            ))
                            if (environment.getitem(l_3_row, markup_join(('share_', l_4_base, ))) == environment.getitem(l_3_row, markup_join(('share_', l_4_base, )))):
                                pass
                                t_41.extend((
                                    '<br><span class="small">',
                                    escape(t_1(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'between'), low=t_9(environment.getitem(l_3_row, markup_join(('share_', l_4_base, '_low', )))), high=t_9(environment.getitem(l_3_row, markup_join(('share_', l_4_base, '_high', )))))),
                                    '</span>',
                                ))
                            t_41.append(
                                '</td>',
                            )
                        l_4_base = missing
                        t_41.append(
                            '<td>',
                        )
                        if (environment.getattr(l_3_row, 'share_all') == environment.getattr(l_3_row, 'share_all')):
                            pass
                            t_41.extend((
                                '<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="ground" width="100" height="6" rx="2"/><rect class="reach" x="',
                                escape(t_2('%.2f', (100 * environment.getattr(l_3_row, 'share_all_low')))),
                                '" width="',
                                escape(t_2('%.2f', (100 * (environment.getattr(l_3_row, 'share_all_high') - environment.getattr(l_3_row, 'share_all_low'))))),
                                '" height="6"/><rect class="share" width="',
                                escape(t_2('%.2f', (100 * environment.getattr(l_3_row, 'share_all')))),
                                '" y="1.5" height="3"/></svg>',
                            ))
                        t_41.append(
                            '</td>\n',
                        )
                    t_41.append(
                        '</tr>\n',
                    )
                l_3_row = missing
                t_41.append(
                    '</tbody>\n</table>\n',
                )
                return concat(t_41)
            caller = Macro(environment, macro, None, (), False, False, False, context.eval_ctx.autoescape)
            yield context.call((undefined(name='scroll') if l_0_scroll is missing else l_0_scroll), markup_join(('figures-caption', (undefined(name='n') if l_1_n is missing else l_1_n), )), caller=caller, _loop_vars=_loop_vars)
            if environment.getattr(l_1_part, 'definitions'):
                pass
                yield '<h3>'
                yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'definitions'))
                yield '</h3>\n<p class="why">'
                yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'definitions_why'))
                yield '</p>\n'
                def macro():
                    t_42 = []
                    pass
                    t_42.extend((
                        '<table>\n<caption id="definitions-caption',
                        escape((undefined(name='n') if l_1_n is missing else l_1_n)),
                        '">',
                        escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'records')),
                        ': ',
                        escape(t_8(t_5(environment.getattr(l_1_part, 'batch')))),
                        '</caption>\n<thead><tr><th scope="col" colspan="2"></th>',
                    ))
                    for l_3_field in environment.getattr(environment.getattr(l_1_part, 'definitions'), 'fields'):
                        _loop_vars = {}
                        pass
                        t_42.extend((
                            '<th scope="col" class="n"><bdi>',
                            escape(context.call((undefined(name='label') if l_1_label is missing else l_1_label), l_3_field, _loop_vars=_loop_vars)),
                            '</bdi></th>',
                        ))
                    l_3_field = missing
                    t_42.append(
                        '</tr></thead>\n<tbody>\n',
                    )
                    for l_3_row in environment.getattr(environment.getattr(l_1_part, 'definitions'), 'rows'):
                        _loop_vars = {}
                        pass
                        t_42.extend((
                            '<tr><th scope="row"><bdi>',
                            escape(environment.getattr(l_3_row, 'name')),
                            '</bdi></th><td class="narrow mono">',
                            escape((environment.getattr(l_3_row, 'code') if (environment.getattr(l_3_row, 'line') == 'category') else cond_expr_undefined("the inline if-expression on line 340 in 'report.html' evaluated to false and no else section was defined."))),
                            '</td>',
                        ))
                        for l_4_each in environment.getattr(l_3_row, 'counts'):
                            _loop_vars = {}
                            pass
                            t_42.append(
                                escape(context.call((undefined(name='count') if l_0_count is missing else l_0_count), l_4_each, _loop_vars=_loop_vars)),
                            )
                        l_4_each = missing
                        t_42.append(
                            '</tr>\n',
                        )
                    l_3_row = missing
                    t_42.append(
                        '</tbody>\n</table>\n',
                    )
                    return concat(t_42)
                caller = Macro(environment, macro, None, (), False, False, False, context.eval_ctx.autoescape)
                yield context.call((undefined(name='scroll') if l_0_scroll is missing else l_0_scroll), markup_join(('definitions-caption', (undefined(name='n') if l_1_n is missing else l_1_n), )), caller=caller, _loop_vars=_loop_vars)
            yield '</section>\n'
        yield '</section>\n'
    l_1_loop = l_1_part = l_1_n = l_1_label = l_1_several = l_1_answers = l_1_heads = l_1_proving_cells = l_1_contrary_share = missing
    yield '\n<section aria-labelledby="persons">\n<h2 id="persons">'
    yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'persons_title'))
    yield '</h2>\n<p class="why">'
    yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'persons_why'))
    yield '</p>\n'
    l_1_loop = missing
    for l_1_line, l_1_loop in LoopContext((undefined(name='person_lines') if l_0_person_lines is missing else l_0_person_lines), undefined):
        _loop_vars = {}
        pass
        yield '<p'
        if (not environment.getattr(l_1_loop, 'first')):
            pass
            yield ' class="small"'
        yield '>'
        yield escape(l_1_line)
        yield '</p>'
    l_1_loop = l_1_line = missing
    if (undefined(name='persons') if l_0_persons is missing else l_0_persons):
        pass
        def macro():
            t_43 = []
            pass
            t_43.extend((
                '<table class="waterfall">\n<caption id="persons-caption">',
                escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'persons_waterfall')),
                '</caption>\n<tbody>\n',
            ))
            for (l_2_name, l_2_low, l_2_high) in environment.getattr((undefined(name='persons') if l_0_persons is missing else l_0_persons), 'waterfall'):
                _loop_vars = {}
                pass
                t_43.extend((
                    '<tr><th scope="row">',
                    escape(environment.getitem((undefined(name='w') if l_0_w is missing else l_0_w), markup_join(('persons_', l_2_name, )))),
                    '</th><td class="n">',
                    escape(t_8(l_2_low)),
                ))
                if (l_2_high != l_2_low):
                    pass
                    t_43.extend((
                        '–',
                        escape(t_8(l_2_high)),
                    ))
                t_43.extend((
                    '</td><td class="small">',
                    escape(environment.getitem((undefined(name='w') if l_0_w is missing else l_0_w), markup_join(('persons_', l_2_name, '_means', )))),
                    '</td></tr>',
                ))
            l_2_name = l_2_low = l_2_high = missing
            t_43.append(
                '</tbody>\n</table>\n',
            )
            return concat(t_43)
        caller = Macro(environment, macro, None, (), False, False, False, context.eval_ctx.autoescape)
        yield context.call((undefined(name='scroll') if l_0_scroll is missing else l_0_scroll), 'persons-caption', caller=caller)
        if environment.getattr(environment.getattr((undefined(name='persons') if l_0_persons is missing else l_0_persons), 'found'), 'pairs'):
            pass
            def macro():
                t_44 = []
                pass
                t_44.extend((
                    '<table class="threshold">\n<caption id="threshold-caption">',
                    escape(t_1(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'persons_by_weight'), possible=t_2('%g', environment.getitem(environment.getattr(environment.getattr((undefined(name='persons') if l_0_persons is missing else l_0_persons), 'found'), 'thresholds'), 0)), same=t_2('%g', environment.getitem(environment.getattr(environment.getattr((undefined(name='persons') if l_0_persons is missing else l_0_persons), 'found'), 'thresholds'), 1)))),
                    '</caption>\n<tbody>\n<tr><th scope="row">',
                    escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'persons_from')),
                    '</th>',
                ))
                for l_2_each in environment.getattr((undefined(name='persons') if l_0_persons is missing else l_0_persons), 'plot'):
                    _loop_vars = {}
                    pass
                    t_44.extend((
                        '<td class="n">',
                        escape(environment.getattr(l_2_each, 'weight')),
                        '</td>',
                    ))
                l_2_each = missing
                t_44.extend((
                    '</tr>\n<tr><th scope="row">',
                    escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'persons_persons')),
                    '</th>',
                ))
                for l_2_each in environment.getattr((undefined(name='persons') if l_0_persons is missing else l_0_persons), 'plot'):
                    _loop_vars = {}
                    pass
                    t_44.extend((
                        '<td class="n">',
                        escape(t_8(environment.getattr(l_2_each, 'persons'))),
                        '</td>',
                    ))
                l_2_each = missing
                t_44.append(
                    '</tr>\n<tr class="plot"><td></td>',
                )
                for l_2_each in environment.getattr((undefined(name='persons') if l_0_persons is missing else l_0_persons), 'plot'):
                    _loop_vars = {}
                    pass
                    t_44.extend((
                        '<td class="n"><svg viewBox="0 0 20 60" preserveAspectRatio="none" role="img" aria-label="',
                        escape(t_8(environment.getattr(l_2_each, 'persons'))),
                        '"><rect class="ground" width="20" height="60"/><rect class="persons" y="',
                        escape(environment.getattr(l_2_each, 'y')),
                        '" width="20" height="',
                        escape(environment.getattr(l_2_each, 'height')),
                        '"/></svg></td>',
                    ))
                l_2_each = missing
                t_44.append(
                    '</tr>\n</tbody>\n</table>\n',
                )
                return concat(t_44)
            caller = Macro(environment, macro, None, (), False, False, False, context.eval_ctx.autoescape)
            yield context.call((undefined(name='scroll') if l_0_scroll is missing else l_0_scroll), 'threshold-caption', caller=caller)
        l_1_loop = missing
        for l_1_each, l_1_loop in LoopContext(environment.getattr((undefined(name='persons') if l_0_persons is missing else l_0_persons), 'pairs'), undefined):
            _loop_vars = {}
            pass
            yield '<details class="pair"'
            if (environment.getattr(l_1_loop, 'index') <= 3):
                pass
                yield ' open'
            yield '>\n<summary><span><span class="chip '
            yield escape(environment.getattr(environment.getattr(l_1_each, 'pair'), 'verdict'))
            yield '">'
            yield escape(environment.getitem((undefined(name='w') if l_0_w is missing else l_0_w), markup_join(('persons_verdict_', environment.getattr(environment.getattr(l_1_each, 'pair'), 'verdict'), ))))
            yield '</span> '
            yield escape(t_1(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'persons_points'), weight=t_2('%.1f', environment.getattr(environment.getattr(l_1_each, 'pair'), 'weight'))))
            if environment.getattr(environment.getattr(l_1_each, 'pair'), 'brothers'):
                pass
                yield ' · '
                yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'persons_brothers'))
            yield ' <span class="place"><bdi>'
            yield escape(environment.getitem(environment.getattr(l_1_each, 'places'), 0))
            yield '</bdi> · <bdi>'
            yield escape(environment.getitem(environment.getattr(l_1_each, 'places'), 1))
            yield '</bdi></span></span></summary>\n'
            if environment.getattr(l_1_each, 'decided'):
                pass
                yield '<p>'
                yield escape(environment.getattr(l_1_each, 'decided'))
                yield '</p>'
            if environment.getattr(environment.getattr(l_1_each, 'pair'), 'brothers'):
                pass
                yield '<p>'
                yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'persons_brothers_why'))
                yield '</p>'
            yield '<div class="scroll"><table>\n<thead><tr><th scope="col">'
            yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'field'))
            yield '</th><th scope="col"><bdi>'
            yield escape(environment.getitem(environment.getattr(l_1_each, 'places'), 0))
            yield '</bdi></th><th scope="col"><bdi>'
            yield escape(environment.getitem(environment.getattr(l_1_each, 'places'), 1))
            yield '</bdi></th><th scope="col">'
            yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'persons_says'))
            yield '</th><th scope="col" class="n">'
            yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'persons_weight'))
            yield '</th></tr></thead>\n<tbody>\n'
            for l_2_row in environment.getattr(l_1_each, 'rows'):
                _loop_vars = {}
                pass
                yield '<tr class="'
                yield escape(environment.getattr(l_2_row, 'says'))
                yield '"><th scope="row">'
                yield escape(environment.getattr(l_2_row, 'field'))
                yield '</th><td>'
                yield escape(t_16(context, environment.getattr(l_2_row, 'left')))
                yield '</td><td>'
                yield escape(t_16(context, environment.getattr(l_2_row, 'right')))
                yield '</td><td>'
                yield escape(environment.getitem((undefined(name='w') if l_0_w is missing else l_0_w), markup_join(('persons_says_', environment.getattr(l_2_row, 'says'), ))))
                yield '</td><td class="n"><bdi>'
                yield escape(environment.getattr(l_2_row, 'weight'))
                yield '</bdi></td></tr>'
            l_2_row = missing
            yield '<tr><th scope="row">'
            yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'persons_chance'))
            yield '</th><td></td><td></td><td></td><td class="n"><bdi>'
            yield escape(environment.getattr(l_1_each, 'chance'))
            yield '</bdi></td></tr>\n</tbody>\n</table></div>\n</details>\n'
        l_1_loop = l_1_each = missing
        if (t_5(environment.getattr(environment.getattr((undefined(name='persons') if l_0_persons is missing else l_0_persons), 'found'), 'pairs')) > t_5(environment.getattr((undefined(name='persons') if l_0_persons is missing else l_0_persons), 'pairs'))):
            pass
            yield '<p class="small">'
            yield escape(t_1(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'more_in'), shown=t_5(environment.getattr((undefined(name='persons') if l_0_persons is missing else l_0_persons), 'pairs')), total=t_8(t_5(environment.getattr(environment.getattr((undefined(name='persons') if l_0_persons is missing else l_0_persons), 'found'), 'pairs'))), file='persons.csv'))
            yield '</p>'
    yield '</section>\n\n<section aria-labelledby="lines">\n<h2 id="lines">'
    yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'lines'))
    yield '</h2>\n<p class="why">'
    yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'lines_why'))
    yield '</p>\n'
    l_0_ways = ('read', 'kept', 'refused', 'blank', 'header', 'unused')
    context.vars['ways'] = l_0_ways
    context.exported_vars.add('ways')
    def macro():
        t_45 = []
        pass
        t_45.extend((
            '<table>\n<caption id="lines-caption">',
            escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'read')),
            ' = ',
            escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'kept')),
            ' + ',
            escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'refused')),
            ' + ',
            escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'blank')),
            ' + ',
            escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'header')),
            ' + ',
            escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'unused')),
            '</caption>\n<thead><tr><th scope="col">',
            escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'sheet')),
            '</th><th scope="col">',
            escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'form')),
            '</th><th scope="col" class="n">',
            escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'header_rows')),
            '</th>',
        ))
        for l_2_way in (undefined(name='ways') if l_0_ways is missing else l_0_ways):
            _loop_vars = {}
            pass
            t_45.extend((
                '<th scope="col" class="n">',
                escape(environment.getitem((undefined(name='w') if l_0_w is missing else l_0_w), l_2_way)),
                '</th>',
            ))
        l_2_way = missing
        t_45.append(
            '</tr></thead>\n<tbody>\n',
        )
        for l_2_part in (undefined(name='parts') if l_0_parts is missing else l_0_parts):
            _loop_vars = {}
            pass
            for l_3_mapping in environment.getattr(environment.getattr(l_2_part, 'batch'), 'mappings'):
                _loop_vars = {}
                pass
                t_45.extend((
                    '<tr><th scope="row"><bdi>',
                    escape(context.call(environment.getattr(environment.getattr(l_3_mapping, 'source'), 'place'), _loop_vars=_loop_vars)),
                    '</bdi>',
                ))
                if environment.getattr(l_3_mapping, 'profile'):
                    pass
                    t_45.extend((
                        ' <span class="small">',
                        escape(context.call(environment.getattr(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'of_profile'), 'format'), profile=environment.getattr(environment.getattr(l_3_mapping, 'profile'), 'file'), _loop_vars=_loop_vars)),
                        '</span>',
                    ))
                t_45.extend((
                    '</th><td><bdi>',
                    escape(environment.getattr(l_2_part, 'title')),
                    '</bdi></td><td class="n">',
                    escape(t_4(context.eval_ctx, environment.getattr(l_3_mapping, 'header_rows'), ', ')),
                    '</td>',
                ))
                for l_4_way in (undefined(name='ways') if l_0_ways is missing else l_0_ways):
                    _loop_vars = {}
                    pass
                    t_45.append(
                        escape(context.call((undefined(name='count') if l_0_count is missing else l_0_count), environment.getitem(environment.getattr(l_3_mapping, 'account'), l_4_way), _loop_vars=_loop_vars)),
                    )
                l_4_way = missing
                t_45.append(
                    '</tr>\n',
                )
            l_3_mapping = missing
        l_2_part = missing
        for l_2_left in environment.getattr((undefined(name='run') if l_0_run is missing else l_0_run), 'unused'):
            _loop_vars = {}
            pass
            t_45.extend((
                '<tr><th scope="row"><bdi>',
                escape(context.call(environment.getattr(environment.getattr(l_2_left, 'source'), 'place'), _loop_vars=_loop_vars)),
                '</bdi></th><td>–</td><td class="n">–</td>',
            ))
            for l_3_way in (undefined(name='ways') if l_0_ways is missing else l_0_ways):
                _loop_vars = {}
                pass
                t_45.append(
                    escape(context.call((undefined(name='count') if l_0_count is missing else l_0_count), (environment.getattr(l_2_left, 'rows') if (l_3_way in ('read', 'unused')) else 0), _loop_vars=_loop_vars)),
                )
            l_3_way = missing
            t_45.append(
                '</tr>\n',
            )
        l_2_left = missing
        t_45.extend((
            '</tbody>\n<tfoot><tr><th scope="row" colspan="3">',
            escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'sum')),
            '</th>',
        ))
        for l_2_way in (undefined(name='ways') if l_0_ways is missing else l_0_ways):
            l_2_sums = resolve('sums')
            _loop_vars = {}
            pass
            t_45.extend((
                '<td class="n">',
                escape(t_8(environment.getitem((undefined(name='sums') if l_2_sums is missing else l_2_sums), l_2_way))),
                '</td>',
            ))
        l_2_way = l_2_sums = missing
        t_45.append(
            '</tr></tfoot>\n</table>\n',
        )
        return concat(t_45)
    caller = Macro(environment, macro, None, (), False, False, False, context.eval_ctx.autoescape)
    yield context.call((undefined(name='scroll') if l_0_scroll is missing else l_0_scroll), 'lines-caption', caller=caller)
    yield '\n'
    if environment.getattr((undefined(name='run') if l_0_run is missing else l_0_run), 'unused'):
        pass
        yield '<h3>'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'unused_sheets'))
        yield '</h3>\n<p class="why">'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'unused_sheets_why'))
        yield '</p>\n<ul>'
        for l_1_left in environment.getattr((undefined(name='run') if l_0_run is missing else l_0_run), 'unused'):
            _loop_vars = {}
            pass
            yield '<li><bdi>'
            yield escape(context.call(environment.getattr(environment.getattr(l_1_left, 'source'), 'place'), _loop_vars=_loop_vars))
            yield '</bdi> <span class="small">'
            yield escape(context.call(environment.getattr(t_17(context, environment.getattr(l_1_left, 'why'), 'report.why_unused'), 'format'), required=environment.getattr(l_1_left, 'required'), required_of=environment.getattr(l_1_left, 'required_of'), _loop_vars=_loop_vars))
            yield '</span></li>'
        l_1_left = missing
        yield '</ul>\n'
    yield '\n'
    if (undefined(name='unmapped') if l_0_unmapped is missing else l_0_unmapped):
        pass
        yield '<h3>'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'unmapped'))
        yield '</h3>\n<p class="why">'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'unmapped_why'))
        yield '</p>\n'
        def macro():
            t_46 = []
            pass
            t_46.extend((
                '<table>\n<caption id="unmapped-caption">',
                escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'unmapped')),
                ': ',
                escape(t_8(t_5((undefined(name='unmapped') if l_0_unmapped is missing else l_0_unmapped)))),
                '</caption>\n<thead><tr><th scope="col">',
                escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'sheet')),
                '</th><th scope="col">',
                escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'column')),
                '</th><th scope="col">',
                escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'column_header')),
                '</th><th scope="col">',
                escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'because')),
                '</th><th scope="col">',
                escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'candidates')),
                '</th></tr></thead>\n<tbody>\n',
            ))
            l_2_loop = missing
            for l_2_each, l_2_loop in LoopContext((undefined(name='unmapped') if l_0_unmapped is missing else l_0_unmapped), undefined):
                _loop_vars = {}
                pass
                t_46.extend((
                    '<tr><td><bdi>',
                    escape(environment.getattr(l_2_each, 'place')),
                    '</bdi></td><td class="mono narrow">',
                    escape(environment.getattr(environment.getattr(l_2_each, 'match'), 'letter')),
                    '</td><th scope="row">',
                    escape(t_16(context, environment.getattr(environment.getattr(l_2_each, 'match'), 'header'))),
                    '</th><td>',
                    escape(environment.getitem((undefined(name='w') if l_0_w is missing else l_0_w), markup_join(('match_', environment.getattr(environment.getattr(l_2_each, 'match'), 'status'), )))),
                    '</td>\n<td>',
                ))
                l_3_loop = missing
                for l_3_candidate, l_3_loop in LoopContext(environment.getattr(environment.getattr(l_2_each, 'match'), 'candidates'), undefined):
                    _loop_vars = {}
                    pass
                    t_46.extend((
                        '<bdi>',
                        escape(l_3_candidate),
                        '</bdi>',
                        escape((' · ' if (not environment.getattr(l_3_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 430 in 'report.html' evaluated to false and no else section was defined."))),
                    ))
                l_3_loop = l_3_candidate = missing
                t_46.append(
                    '</td></tr>\n',
                )
            l_2_loop = l_2_each = missing
            t_46.append(
                '</tbody>\n</table>\n',
            )
            return concat(t_46)
        caller = Macro(environment, macro, None, (), False, False, False, context.eval_ctx.autoescape)
        yield context.call((undefined(name='scroll') if l_0_scroll is missing else l_0_scroll), 'unmapped-caption', caller=caller)
    yield '\n<h3>'
    yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'sources'))
    yield '</h3>\n<p class="why">'
    yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'sources_why'))
    yield '</p>\n'
    def macro():
        t_47 = []
        pass
        t_47.extend((
            '<table>\n<caption id="sources-caption">',
            escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'fingerprint')),
            '</caption>\n<thead><tr><th scope="col">',
            escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'sheet')),
            '</th><th scope="col">',
            escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'fingerprint')),
            '</th></tr></thead>\n<tbody>\n',
        ))
        for l_2_source in environment.getattr((undefined(name='run') if l_0_run is missing else l_0_run), 'sources'):
            _loop_vars = {}
            pass
            t_47.extend((
                '<tr><th scope="row"><bdi>',
                escape(context.call(environment.getattr(l_2_source, 'place'), _loop_vars=_loop_vars)),
                '</bdi></th><td class="mono hash">',
                escape(environment.getattr(l_2_source, 'sha256')),
                '</td></tr>\n',
            ))
        l_2_source = missing
        t_47.append(
            '</tbody>\n</table>\n',
        )
        return concat(t_47)
    caller = Macro(environment, macro, None, (), False, False, False, context.eval_ctx.autoescape)
    yield context.call((undefined(name='scroll') if l_0_scroll is missing else l_0_scroll), 'sources-caption', caller=caller)
    if environment.getattr((undefined(name='run') if l_0_run is missing else l_0_run), 'refused'):
        pass
        yield '<h3>'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'refused_files'))
        yield '</h3>\n<ul>'
        for l_1_each in environment.getattr((undefined(name='run') if l_0_run is missing else l_0_run), 'refused'):
            _loop_vars = {}
            pass
            yield '<li><bdi>'
            yield escape(l_1_each)
            yield '</bdi></li>'
        l_1_each = missing
        yield '</ul>\n'
    if (undefined(name='options') if l_0_options is missing else l_0_options):
        pass
        yield '<h3>'
        yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'options'))
        yield '</h3>\n<dl class="words">'
        for (l_1_name, l_1_text) in context.call(environment.getattr((undefined(name='options') if l_0_options is missing else l_0_options), 'items')):
            _loop_vars = {}
            pass
            yield '<dt class="mono">'
            yield escape(l_1_name)
            yield '</dt><dd>'
            yield escape(t_16(context, l_1_text))
            yield '</dd>'
        l_1_name = l_1_text = missing
        yield '</dl>\n'
    yield '</section>\n\n<section aria-labelledby="words">\n<h2 id="words">'
    yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'words_title'))
    yield '</h2>\n<dl class="words">\n'
    for l_1_name in ('error', 'warning', 'info'):
        _loop_vars = {}
        pass
        yield '<dt>'
        yield escape(context.call((undefined(name='chip') if l_0_chip is missing else l_0_chip), l_1_name, 'severity', _loop_vars=_loop_vars))
        yield '</dt><dd>'
        yield escape(environment.getitem((undefined(name='w') if l_0_w is missing else l_0_w), l_1_name))
        yield '</dd>'
    l_1_name = missing
    for l_1_name in ('certain', 'possible', 'batch'):
        _loop_vars = {}
        pass
        yield '<dt><span class="verdict '
        yield escape(l_1_name)
        yield '">'
        yield escape(t_17(context, l_1_name, 'verdict'))
        yield '</span></dt><dd>'
        yield escape(environment.getitem((undefined(name='w') if l_0_w is missing else l_0_w), markup_join((l_1_name, '_means', ))))
        yield '</dd>'
    l_1_name = missing
    yield '<dt>'
    yield escape(t_17(context, 'open', 'count'))
    yield '</dt><dd>'
    yield escape(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'open_means'))
    yield '</dd>\n'
    for l_1_name in ('exact', 'inferred', 'decided', 'ambiguous', 'unread', 'missing'):
        _loop_vars = {}
        pass
        yield '<dt>'
        yield escape(context.call((undefined(name='chip') if l_0_chip is missing else l_0_chip), l_1_name, 'status', _loop_vars=_loop_vars))
        yield '</dt><dd>'
        yield escape(environment.getitem((undefined(name='w') if l_0_w is missing else l_0_w), markup_join((l_1_name, '_means', ))))
        yield '</dd>'
    l_1_name = missing
    yield '</dl>\n</section>\n</main>\n<footer>'
    yield escape(t_1(environment.getattr((undefined(name='w') if l_0_w is missing else l_0_w), 'made_by'), version=(undefined(name='version') if l_0_version is missing else l_0_version)))
    yield '</footer>\n</div>\n</body>\n</html>'

blocks = {}
debug_info = '1=132&3=150&5=177&6=184&7=193&11=207&13=218&15=227&17=236&18=238&19=241&25=252&27=262&28=267&29=269&34=289&35=298&38=321&39=330&40=333&41=340&42=347&43=351&44=366&45=370&49=377&51=393&52=406&54=409&55=410&59=438&62=454&65=458&69=460&70=468&73=470&74=474&77=478&78=481&82=490&84=492&85=494&86=500&87=505&88=507&89=515&90=521&91=525&92=529&93=533&94=537&95=544&97=549&98=556&99=558&105=560&107=562&108=566&109=571&110=575&111=578&112=584&114=599&115=603&117=609&118=612&119=614&120=622&121=624&123=637&125=639&126=650&127=661&128=664&132=669&134=672&135=674&136=679&139=692&140=697&141=699&142=702&143=704&144=727&146=735&147=740&148=745&149=748&150=751&152=763&159=777&160=784&161=786&162=789&163=795&165=803&166=805&167=809&168=812&170=814&171=820&172=826&173=828&174=830&175=832&176=834&178=839&179=844&180=855&182=870&184=877&176=882&188=883&189=886&190=888&193=890&194=893&195=895&196=897&197=899&203=903&204=905&205=909&206=911&207=919&208=922&209=951&211=958&212=972&214=977&215=981&217=988&218=993&212=1005&224=1007&225=1009&227=1011&229=1018&230=1026&231=1028&239=1047&240=1049&241=1053&242=1055&243=1057&245=1062&246=1066&247=1074&249=1086&250=1093&251=1107&252=1116&243=1139&257=1143&260=1146&261=1148&262=1152&263=1154&264=1165&265=1169&266=1173&268=1191&269=1193&270=1197&271=1201&272=1203&273=1206&275=1208&276=1215&278=1223&279=1227&280=1229&281=1233&286=1250&291=1258&292=1260&293=1264&294=1266&295=1268&297=1273&298=1279&300=1296&301=1301&302=1306&295=1327&307=1331&310=1334&311=1337&312=1339&313=1343&314=1349&316=1354&317=1358&318=1363&320=1377&321=1383&322=1390&323=1397&324=1399&325=1420&314=1443&331=1444&332=1447&333=1449&334=1451&336=1456&337=1463&339=1475&340=1480&334=1501&352=1506&353=1508&354=1511&355=1522&356=1524&358=1529&360=1532&356=1558&364=1559&365=1561&367=1566&369=1568&370=1582&371=1597&365=1615&376=1617&377=1621&378=1625&379=1639&380=1644&382=1650&384=1660&385=1678&390=1683&395=1689&396=1691&397=1693&398=1696&400=1701&401=1713&403=1732&404=1740&406=1769&407=1774&410=1790&398=1808&414=1810&415=1813&416=1815&417=1817&420=1828&421=1831&422=1833&423=1835&425=1840&426=1844&428=1856&429=1861&430=1871&423=1890&437=1892&438=1894&439=1896&441=1901&442=1903&444=1908&445=1913&439=1924&450=1925&451=1928&452=1930&454=1938&455=1941&456=1943&461=1954&463=1956&464=1965&465=1977&466=1981&470=1991'
