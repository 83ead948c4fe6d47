using Weir.Lab;
using Weir.Lab.Proving;

namespace Weir.Cli.Output.Proving;

/// <summary>How far a suite is, on standard error: one line that is written over on a terminal, else a line for each comparison that is finished.</summary>
internal sealed class ProveProgress(TextWriter writer, bool isLive, TimeProvider time) : IProgress<SuiteProgress>
{
    private const string Waiting = "waiting: the host of this virtual machine gives its processors to others";

    // Seldom, for what is written here takes time from what is measured.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly long _began = time.GetTimestamp();
    private long _painted;
    private int _width;
    private bool _hasWaited;
    private bool _isGone;

    /// <summary>True on a terminal that may move its text.</summary>
    public static bool IsLive => !Console.IsErrorRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public void Report(SuiteProgress value)
    {
        if (!isLive)
        {
            // Once for each comparison, however often it waits.
            if (value.Proof.Phase == ProofPhase.Waiting && !_hasWaited)
            {
                _hasWaited = true;
                WriteLine(FormattableString.Invariant($"{value.Done}/{value.Count}  {Name(value)}  {Waiting}  {Elapsed:0} s"));
            }

            if (value.Proof.Phase == ProofPhase.Finished)
            {
                _hasWaited = false;
                WriteLine(FormattableString.Invariant($"{value.Done}/{value.Count}  {Name(value)}  {(value.Proof.Interval is { } found ? FigureText.Interval(found) : "")}  {Elapsed:0} s"));
            }

            return;
        }

        if (_painted != 0 && time.GetElapsedTime(_painted) < Pause)
        {
            return;
        }

        _painted = time.GetTimestamp();
        var interval = value.Proof.Interval is { } known && double.IsFinite(known.Low) ? $"  {FigureText.Interval(known)}" : "";
        Paint(FormattableString.Invariant($"{Elapsed,4:0} s  {value.Done + 1}/{value.Count}  {value.Part}: {Name(value)}, {Doing(value.Proof)}{interval}"));
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        if (isLive)
        {
            Paint("");
            Write("\r");
        }
    }

    private double Elapsed => time.GetElapsedTime(_began).TotalSeconds;

    private static string Name(SuiteProgress value) => value.Proof.IsControl ? "control" : value.Proof.Workload;

    private static string Doing(ProofProgress proof) => proof.Phase switch
    {
        ProofPhase.Checking => "comparing outputs",
        ProofPhase.WarmingUp => "warming up",
        ProofPhase.Waiting => Waiting,
        ProofPhase.Measuring => FormattableString.Invariant($"{proof.Pairs} pairs"),
        _ => "finished",
    };

    private void Paint(string line)
    {
        Write('\r' + line.PadRight(_width));
        _width = line.Length;
    }

    private void WriteLine(string line) => Write(line + writer.NewLine);

    // That nobody can be told how far it is ends no measuring.
    private void Write(string text)
    {
        try
        {
            if (!_isGone)
            {
                writer.Write(text);
            }
        }
        catch (IOException)
        {
            _isGone = true;
        }
    }
}
