# The student never sets the count back.
# Message must contain: gives all of the patience back
def replay_patience(val_losses, patience):
    best, waited = np.inf, 0
    for epoch, value in enumerate(val_losses, 1):
        if value < best:
            best = value
        else:
            waited += 1
        if waited >= patience:
            break
    return epoch, len(val_losses) - epoch, best - min(val_losses)
