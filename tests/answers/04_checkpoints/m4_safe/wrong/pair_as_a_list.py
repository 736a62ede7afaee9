# The student asks with a list.
# Message must contain: unhashable type: 'list'
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if [module, name] not in ALLOWED:
            raise ValueError(f"the file names {module}.{name}")
        return super().find_class(module, name)


def safe_loads(data):
    return SafeUnpickler(io.BytesIO(data)).load()
