using Weir.Yaml;

namespace Weir.Generation.Contracts;

/// <summary>What reading a contract gave: the contract, unless one of the diagnostics is an error.</summary>
public sealed record ContractReading(Contract? Contract, IReadOnlyList<Diagnostic> Diagnostics);
