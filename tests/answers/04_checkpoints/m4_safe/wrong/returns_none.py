# The student returns None for a forbidden name instead of raising.
# Message must contain: raised TypeError
# Message must contain: Wanted: ValueError
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if (module, name) in ALLOWED:
            return super().find_class(module, name)


def safe_loads(data):
    return SafeUnpickler(io.BytesIO(data)).load()
