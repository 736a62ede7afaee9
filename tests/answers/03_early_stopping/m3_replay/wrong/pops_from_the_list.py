# The student empties the caller's list.
# Message must contain: changed its list
def replay_patience(val_losses, patience):
    best, n, lowest = np.inf, len(val_losses), min(val_losses)
    for epoch, value in ((n - len(val_losses) + 1, val_losses.pop(0)) for _ in range(n)):
        if value < best:
            best, best_epoch = value, epoch
        if epoch - best_epoch >= patience:
            break
    return epoch, n - epoch, best - lowest
