# The student trusts a whole module; NumPy has functions that write files.
# Message must contain: safe_loads of a file that names numpy.full
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if not module.startswith("numpy"):
            raise ValueError("refused")
        return super().find_class(module, name)


def safe_loads(data):
    return SafeUnpickler(io.BytesIO(data)).load()
