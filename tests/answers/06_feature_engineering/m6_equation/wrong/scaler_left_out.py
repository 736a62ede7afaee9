# The student reads the weights as if the features had not been scaled.
# Message must contain: The scaler is left out
def read_equation(weights, bias, mean, scale):
    return weights / -bias, ">=" if bias < 0 else "<="
