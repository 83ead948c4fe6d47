using System.Globalization;

namespace Weir.Lab.Measuring;

/// <summary>What was asked of the processors of a machine since it started, all of them together, in hundredths of a second.</summary>
/// <param name="Worked">The time that they worked.</param>
/// <param name="Stolen">The time that there was work, and the host of a virtual machine gave the processor to others (steal time); 0 where there is no host.</param>
internal readonly record struct ProcessorTime(long Worked, long Stolen)
{
    private const string File = "/proc/stat";

    /// <summary>How much of what was asked for since then was stolen, 0 to 1; 0: nothing was asked for.</summary>
    public double StolenSince(ProcessorTime before)
    {
        var (worked, stolen) = (Worked - before.Worked, Stolen - before.Stolen);
        return stolen > 0 ? (double)stolen / (Math.Max(0, worked) + stolen) : 0;
    }

    /// <summary>As it is now; null: the system does not say. Only Linux does.</summary>
    public static ProcessorTime? Read()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            using var reader = new StreamReader(File);
            return Parse(reader.ReadLine());
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads the first line of that file: <c>cpu</c>, then user, nice, system, idle, iowait, irq, softirq, steal (proc_stat(5)). Null: it is none, or of a kernel that does not count what is stolen.</summary>
    public static ProcessorTime? Parse(string? line)
    {
        const int user = 1, idle = 4, waiting = 5, stolen = 8;
        var fields = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (fields.Length <= stolen || fields[0] != "cpu")
        {
            return null;
        }

        var worked = 0L;
        for (var at = user; at <= stolen; at++)
        {
            if (!long.TryParse(fields[at], NumberStyles.None, CultureInfo.InvariantCulture, out var time))
            {
                return null;
            }

            if (at == stolen)
            {
                return new ProcessorTime(worked, time);
            }

            worked += at is idle or waiting ? 0 : time;
        }

        return null;
    }
}
