
# Services and methods: the word behind an endpoint is completed by asking its server.
# (By spaces, since the shell splits an endpoint at its colons.)
function _tightwire_names() {
  local line="${COMP_LINE:0:COMP_POINT}" words current="" last name given service=()
  read -ra words <<< "$line"
  last=$((${#words[@]} - 1))
  if [[ $line != *[[:space:]] ]]; then
    current="${words[last]}"
    last=$((last - 1))
  fi
  if [[ $last -lt 2 || ${words[last]} != *://* || $current == -* ]]; then
    return 1
  fi
  case "${words[1]}" in
    list | describe | health | call | bench) ;;
    *) return 1 ;;
  esac
  given="${current%%/*}"
  [[ $current == */* ]] && service=("$given")
  COMPREPLY=()
  while read -r name; do
    if [[ $current == */* ]]; then
      name="$given/${name##*/}"
      [[ $name == "$current"* ]] && COMPREPLY+=("$name")
      continue
    fi
    [[ $name == "$current"* ]] || name="${name##*.}" # the simple name does as well
    [[ $name == "$current"* ]] || continue
    if [[ ${words[1]} == call || ${words[1]} == bench ]]; then
      COMPREPLY+=("$name/")
      compopt -o nospace 2> /dev/null
    else
      COMPREPLY+=("$name")
    fi
  done < <(tightwire list --timeout 2s "${words[last]}" "${service[@]}" 2> /dev/null)
  return 0
}

function _tightwire() {
  _tightwire_names || _complete_tightwire "$@"
}

complete -F _tightwire -o default tightwire tightwire.sh tightwire.bash
