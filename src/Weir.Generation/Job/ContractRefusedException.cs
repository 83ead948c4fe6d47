using Weir.Generation.Contracts;
using Weir.Yaml;

namespace Weir.Generation;

/// <summary>A contract cannot be used; the message has every reason, one a line.</summary>
/// <param name="reasons">The reasons, each with its place where it has one.</param>
public sealed class ContractRefusedException(string reasons) : Exception(reasons)
{
    /// <summary>The contract that was read.</summary>
    /// <param name="reading">What reading gave.</param>
    /// <param name="more">What was found beside it.</param>
    /// <exception cref="ContractRefusedException">There is an error in it or beside it.</exception>
    internal static Contract Demand(ContractReading reading, IEnumerable<Diagnostic> more)
    {
        var errors = reading.Diagnostics.Concat(more).Where(static one => one.Severity == DiagnosticSeverity.Error).ToArray();
        return reading.Contract is { } contract && errors.Length == 0 ? contract : throw new ContractRefusedException(string.Join('\n', errors));
    }
}
