# The student gives the bytes where a file object is wanted.
# Message must contain: An unpickler reads a file: io.BytesIO(data)
# Message must contain: file must have 'read' and 'readline' attributes
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if (module, name) not in ALLOWED:
            raise ValueError("refused")
        return super().find_class(module, name)


def safe_loads(data):
    return SafeUnpickler(data).load()
