namespace Weir;

/// <summary>How large a machine is.</summary>
/// <param name="Processors">How many processors this process may use.</param>
/// <param name="MemoryBytes">How much memory it may use, in bytes.</param>
internal sealed record MachineSize(int Processors, long MemoryBytes)
{
    /// <summary>This machine, or what a container leaves of it: the runtime knows the limits of control groups.</summary>
    public static MachineSize Current => new(Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>The memory in GiB.</summary>
    public double MemoryGigabytes => (double)MemoryBytes / (1 << 30);
}
