# The student opens the data as if they were a file's name.
# Message must contain: stopped with TypeError
# Message must contain: An unpickler reads a file: io.BytesIO(data)
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if (module, name) not in ALLOWED:
            raise ValueError(f"the file names {module}.{name}")
        return super().find_class(module, name)


def safe_loads(data):
    with open(data, "rb") as file:
        return SafeUnpickler(file).load()
