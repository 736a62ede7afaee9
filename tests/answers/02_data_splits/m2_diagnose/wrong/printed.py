# The student prints the answer.
# Message must contain: is a `return` missing
def diagnose(train, valid, *, target, gap):
    train_end, valid_end = np.mean(train[-5:]), np.mean(valid[-5:])
    if train_end < target:
        print ("underfitting")
    if train_end - valid_end > gap:
        print ("overfitting")
    print("good")
