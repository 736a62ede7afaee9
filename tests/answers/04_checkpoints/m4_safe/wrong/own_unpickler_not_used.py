# The student writes find_class, then loads with plain pickle.
# Message must contain: safe_loads does not use SafeUnpickler
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if (module, name) not in ALLOWED:
            raise ValueError(f"{module}.{name} is not allowed")
        return super().find_class(module, name)


def safe_loads(data):
    return pickle.loads(data)
