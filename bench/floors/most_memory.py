"""Runs a program and prints the most memory that it held, in MB, from a process that itself holds little."""

import resource
import subprocess
import sys

if __name__ == "__main__":
    subprocess.run([sys.executable, *sys.argv[1:]], stdout=subprocess.DEVNULL, check=True)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(most / (1024 * 1024 if sys.platform == "darwin" else 1024))
