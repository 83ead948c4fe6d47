using Weir.Generation.Contracts;
using Weir.Yaml;

namespace Weir.Generation;

/// <summary>A contract cannot be used; the message has every reason, one a line, and what was noticed besides.</summary>
/// <param name="reasons">The reasons, each with its place where it has one.</param>
public sealed class ContractRefusedException(string reasons) : Exception(reasons)
{
    /// <summary>The contract that was read.</summary>
    /// <param name="reading">What reading gave.</param>
    /// <param name="more">What was found beside it.</param>
    /// <exception cref="ContractRefusedException">There is an error in it or beside it.</exception>
    internal static Contract Demand(ContractReading reading, IEnumerable<Diagnostic> more)
    {
        // With its warnings: who mends the errors sees at once what else is odd.
        Diagnostic[] found = [.. reading.Diagnostics, .. more];
        return reading.Contract is { } contract && !found.Any(static one => one.Severity == DiagnosticSeverity.Error) ? contract : throw new ContractRefusedException(string.Join('\n', found));
    }
}
