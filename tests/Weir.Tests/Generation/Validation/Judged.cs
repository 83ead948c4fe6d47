using Weir.Generation.Code;
using Weir.Generation.Contracts;
using Weir.Generation.Validation;

namespace Weir.Tests.Generation.Validation;

/// <summary>Code that a test gives to validators.</summary>
internal static class Judged
{
    /// <summary>One file, without a project.</summary>
    public static ValidationSubject File(string code, ValidationProfile? profile = null, Contract? contract = null) =>
        Files(profile, contract, ("Code.cs", code));

    public static ValidationSubject Files(ValidationProfile? profile, Contract? contract, params IEnumerable<(string Path, string Code)> files) =>
        ValidationSubject.Of(files.Select(static file => KeyValuePair.Create(file.Path, file.Code)), profile, contract, Some.Token);

    /// <summary>The code of a contract's package, changed by a test.</summary>
    public static ValidationSubject Package(Contract contract, ValidationProfile? profile = null, Func<GeneratedFile, GeneratedFile>? change = null)
    {
        var trees = GeneratedCode.Write(contract, withTests: false).Select(change ?? (static file => file))
            .Select(static file => CodeCompilation.Read(file.Text, file.Path, Some.Token));
        return new ValidationSubject(CodeCompilation.OfPackage(contract.Name, trees, ReferenceSet.Shared.References), profile ?? ValidationProfile.Standard, contract);
    }

    /// <summary>What one of the standard validators finds: <c>rule line</c>.</summary>
    public static IReadOnlyList<string> Find(string validator, string code, Contract? contract = null) => Find(validator, File(code, contract: contract));

    public static IReadOnlyList<string> Find(string validator, ValidationSubject subject) =>
        [.. StandardValidators.All.Single(one => one.Name == validator).Validate(subject, Some.Token).Issues
            .OrderBy(static issue => issue.Line).ThenBy(static issue => issue.Column).Select(static issue => FormattableString.Invariant($"{issue.Rule} {issue.Line}"))];

    /// <summary>What the standard validators say.</summary>
    public static Task<ValidationVerdict> VerdictAsync(ValidationSubject subject) => new ValidationPipeline(StandardValidators.All).ValidateAsync(subject, Some.Token);
}
