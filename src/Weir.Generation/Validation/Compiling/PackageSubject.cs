using Weir.Generation.Code;
using Weir.Generation.Contracts;

namespace Weir.Generation.Validation;

/// <summary>The code of a package as validators judge it.</summary>
internal static class PackageSubject
{
    /// <summary>Compiles what is C# and no test.</summary>
    /// <param name="contract">The contract of the package.</param>
    /// <param name="files">Its files.</param>
    /// <param name="profile">How strictly they are judged.</param>
    /// <param name="references">What they are compiled against.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static ValidationSubject Of(
        Contract contract, IEnumerable<GeneratedFile> files, ValidationProfile profile, ReferenceSet references, CancellationToken cancellationToken)
    {
        var names = new PackageNames(contract);
        var trees = files
            .Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal) && !file.Path.StartsWith(names.TestFolder, StringComparison.Ordinal))
            .Select(file => CodeCompilation.Read(file.Text, file.Path, cancellationToken));
        return new ValidationSubject(CodeCompilation.OfPackage(trees, references), profile, contract);
    }
}
