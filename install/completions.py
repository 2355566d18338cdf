#!/usr/bin/env python3
"""Completions for bash, zsh and fish, from the command's own help.

usage: completions.py COMMAND SHARE

Writes SHARE/bash-completion/completions/risk, SHARE/zsh/site-functions/_risk and
SHARE/fish/vendor_completions.d/risk.fish.
"""

import os
import re
import subprocess
import sys


def help_of(command, *words):
    return subprocess.run([command, *words, "--help"], check=True, stdout=subprocess.PIPE, text=True).stdout


def commands(command):
    """[(name, summary)], in the order of the help."""
    text = help_of(command).partition("\nCommands")[2].partition("\n\n")[0]
    return re.findall(r"^  ([a-z]+) +(\S.*)$", text, re.MULTILINE)


def options(command, name):
    """[(option, whether it takes a value, summary)]."""
    found = []
    for line in help_of(command, name).partition("\nOptions\n")[2].splitlines():
        start = re.match(r"  (?:-h, )?(--[a-z-]+)( [A-Z][A-Z,]*)?  +(\S.*)$", line)
        if start:
            found.append([start.group(1), start.group(2) is not None, start.group(3)])
        elif line.startswith("      ") and found:
            found[-1][2] += " " + line.strip()
    return found


def quoted(text):
    return "'" + text.replace("'", "'\\''") + "'"


def bash(all_options):
    lines = ["_risk() {", '  local word=${COMP_WORDS[COMP_CWORD]}', '  case "$COMP_CWORD:${COMP_WORDS[1]}" in',
             "    1:*) COMPREPLY=($(compgen -W %s -- \"$word\")) ;;" % quoted(" ".join(all_options) + " --help --version")]
    for name, its in all_options.items():
        lines.append('    *:%s) [[ $word == -* ]] && COMPREPLY=($(compgen -W %s -- "$word")) ;;'
                     % (name, quoted(" ".join(option for option, _, _ in its))))
    return "\n".join(lines + ["  esac", "}", "complete -o bashdefault -o default -F _risk risk", ""])


def zsh(all_options, summaries):
    def spec(option, takes_value, summary):
        summary = re.sub(r"([\[\]:])", r"\\\1", summary)
        return quoted("%s[%s]%s" % (option, summary, ":value:_files" if takes_value else ""))

    lines = ["#compdef risk", "_risk() {", "  local -a commands", "  commands=("]
    lines += ["    " + quoted("%s:%s" % (name, summaries[name].replace(":", "\\:"))) for name in all_options]
    lines += ["  )", "  if (( CURRENT == 2 )); then", "    _describe command commands", "    return", "  fi", '  case $words[2] in']
    for name, its in all_options.items():
        lines.append("    %s) _arguments %s '*:file:_files' ;;" % (name, " ".join(spec(*option) for option in its)))
    return "\n".join(lines + ["  esac", "}", '_risk "$@"', ""])


def fish(all_options, summaries):
    lines = []
    for name, its in all_options.items():
        lines.append("complete -c risk -n __fish_use_subcommand -f -a %s -d %s" % (name, quoted(summaries[name])))
        for option, takes_value, summary in its:
            lines.append("complete -c risk -n %s -l %s%s -d %s" % (
                quoted("__fish_seen_subcommand_from " + name), option[2:], " -r" if takes_value else "", quoted(summary)))
    return "\n".join(lines) + "\n"


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)


def main(command, share):
    summaries = dict(commands(command))
    all_options = {name: options(command, name) for name in summaries}
    write(share + "/bash-completion/completions/risk", bash(all_options))
    write(share + "/zsh/site-functions/_risk", zsh(all_options, summaries))
    write(share + "/fish/vendor_completions.d/risk.fish", fish(all_options, summaries))


if __name__ == "__main__":
    main(*sys.argv[1:])
