# The student leaves the stop epoch out.
# Message must contain: the last epoch is the best
def replay_patience(val_losses, patience):
    best = np.inf
    for epoch, value in enumerate(val_losses, 1):
        if value < best:
            best, best_epoch = value, epoch
        if epoch - best_epoch >= patience:
            break
    return (
        epoch,
        len(val_losses) - epoch,
        min(val_losses[: epoch - 1], default=best) - min(val_losses),
    )
