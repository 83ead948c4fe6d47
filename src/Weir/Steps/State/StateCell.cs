using System.Diagnostics.CodeAnalysis;

namespace Weir;

/// <summary>The state of one flow of steps.</summary>
internal abstract class StateCell
{
    public abstract Type Type { get; }

    /// <summary>Whether this fork has changed its state.</summary>
    public abstract bool IsChanged { get; }

    /// <summary>The state, boxed if it is a value.</summary>
    public abstract object? Boxed { get; }

    /// <summary>How often it was changed.</summary>
    public int Version { get; protected set; }

    /// <summary>Makes it what it was when it was kept.</summary>
    public abstract void Recall(object? value);

    /// <summary>A state for a branch that changes apart from this one, and remembers its changes.</summary>
    public abstract StateCell Fork();

    /// <summary>Lends the state to a fan-out, whose branches copy it when they change it; null: each of them is to have a fork.</summary>
    public abstract StateLoan? Lend();

    /// <summary>Takes over the state of a fork as it is.</summary>
    public abstract void Take(StateCell fork);

    /// <summary>Makes the changes of a fork here, in the order in which it made them.</summary>
    public abstract void Replay(StateCell fork);
}

/// <remarks>It is locked while it changes: a flow has one thread at a time, but a step that was left behind by a time-out may still be running.</remarks>
[SuppressMessage("Reliability", "CA2002", Justification = "Nobody outside sees a cell, and a lock of its own would be a third of what a fork allocates.")]
internal sealed class StateCell<T>(T value, StateFork<T> fork, bool isFork = false, bool isLent = false) : StateCell
{
    // Most branches make one change.
    private Func<T, T>? _change;
    private List<Func<T, T>>? _moreChanges;

    // Whether the value is that of the state around, and the loan of the value to fan-outs here: then it is copied before it is changed.
    private bool _isLent = isLent;
    private StateLoan<T>? _loan;

    public T Value { get; private set; } = value;

    public override Type Type => typeof(T);

    public override bool IsChanged => _change is not null;

    public T Update(Func<T, T> change)
    {
        lock (this)
        {
            Own();
            Value = fork.IsGuarded ? StateFork.Unguarded(Value, change) : change(Value);
            Version++;
            if (isFork)
            {
                Remember(change);
            }

            return Value;
        }
    }

    public override object? Boxed => Value;

    public override void Recall(object? value)
    {
        var recalled = (T)value!;
        Update(_ => recalled);
    }

    public override StateCell Fork() => new StateCell<T>(fork.Fork(Value), fork, isFork: true);

    public override StateLoan? Lend()
    {
        if (!fork.IsLazy)
        {
            return null;
        }

        lock (this)
        {
            return (_loan ??= new StateLoan<T>(Value, fork)).Begun();
        }
    }

    /// <summary>The value, which from now on is nobody else's.</summary>
    public T Own()
    {
        if (_isLent || _loan is { IsOpen: true })
        {
            Value = fork.Fork(Value);
            _isLent = false;
        }

        _loan = null;

        return Value;
    }

    /// <summary>Changes the state to what a merge gives, which is not made again where this is a fork itself.</summary>
    public void Merge(Func<T, T> merge)
    {
        T merged;
        lock (this)
        {
            Own();
            merged = fork.IsGuarded ? StateFork.Unguarded(Value, merge) : merge(Value);
        }

        Update(_ => merged);
    }

    public override void Take(StateCell fork)
    {
        var other = (StateCell<T>)fork;
        var taken = other.Value;
        Update(_ => taken);
    }

    public override void Replay(StateCell fork)
    {
        var other = (StateCell<T>)fork;
        if (other._change is not null)
        {
            Update(other._change);
        }

        foreach (var change in other._moreChanges ?? [])
        {
            Update(change);
        }
    }

    private void Remember(Func<T, T> change)
    {
        if (_change is null)
        {
            _change = change;
        }
        else
        {
            (_moreChanges ??= []).Add(change);
        }
    }
}
