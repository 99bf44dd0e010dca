# Sourced by the scripts beside it.

# Prints a Python that can make the environment, or says in one sentence why there is none.
find_python() {
    why=""
    for name in python3.13 python3.12 python3.11 python3 python; do
        command -v "$name" >/dev/null 2>&1 || continue
        answer=$("$name" -c '
import sys
if sys.version_info < (3, 11):
    print("Coalition needs Python 3.11 or newer; this machine has " + sys.version.split()[0] + ".")
    sys.exit()
try:
    import ensurepip, sqlite3, ssl, venv
except ImportError as problem:
    version = "%d.%d" % sys.version_info[:2]
    print("Python " + version + " is here but incomplete (" + str(problem) + "). "
          "On Debian or Ubuntu: apt-get install python" + version + "-venv")
else:
    print("ok")
' 2>/dev/null) || continue
        if [ "$answer" = ok ]; then
            echo "$name"
            return 0
        fi
        why=${why:-$answer}
    done
    echo "${why:-Coalition needs Python 3.11 or newer, and this machine has none.}" >&2
    return 1
}
