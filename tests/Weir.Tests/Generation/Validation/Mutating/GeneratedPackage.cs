using System.Collections;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Weir.Generation.Code;
using Weir.Generation.Contracts;
using Weir.Generation.Validation;

namespace Weir.Tests.Generation.Validation.Mutating;

/// <summary>A package in memory: its code can be changed, compiled, judged and tested. The tests are compiled once, against the code as it was generated.</summary>
internal sealed class GeneratedPackage
{
    private readonly Contract _contract;
    private readonly PackageNames _names;
    private readonly CSharpCompilation _code;
    private readonly byte[] _tests;

    public GeneratedPackage(Contract contract)
    {
        _contract = contract;
        _names = new PackageNames(contract);
        var files = GeneratedCode.Write(contract);
        _code = GeneratedCode.Compile(files.Where(file => !file.Path.StartsWith(_names.TestFolder, StringComparison.Ordinal))).WithAssemblyName("Package");
        Assert.Null(Emit(_code, out var image));
        var tests = GeneratedCode.Compile(files.Where(file => file.Path.StartsWith(_names.TestFolder, StringComparison.Ordinal)))
            .WithAssemblyName("Package.Tests").AddReferences(MetadataReference.CreateFromImage(image));
        Assert.Null(Emit(tests, out _tests));
    }

    public NodeKind Kind => _contract.Kind;

    /// <summary>The files of the code, without the tests.</summary>
    public IEnumerable<SyntaxTree> Files => _code.SyntaxTrees;

    /// <summary>What notices a change: the compiler, a validator, or a test of the package; null where nothing does.</summary>
    public async Task<string?> FindAsync(IEnumerable<Validator> validators, Mutation? mutation)
    {
        var code = mutation is null ? _code : _code.ReplaceSyntaxTree(mutation.File, mutation.Apply());
        var subject = new ValidationSubject(code, ValidationProfile.Production, _contract);
        var found = validators.SelectMany(validator => validator.Validate(subject, Some.Token).Issues).FirstOrDefault();
        if (found is not null)
        {
            return found.Rule;
        }

        return Emit(code, out var image) is { } error ? "compile " + error : await TestAsync(image, mutation?.File.FilePath ?? "");
    }

    private static string? Emit(CSharpCompilation compilation, out byte[] image)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream, cancellationToken: Some.Token);
        image = stream.ToArray();
        return result.Success ? null : result.Diagnostics.First(one => one.Severity == DiagnosticSeverity.Error).ToString();
    }

    private async Task<string?> TestAsync(byte[] image, string file)
    {
        var context = new PackageContext(image);
        try
        {
            // The tests of the record that was changed come first: most changes end there.
            var record = Path.GetFileName(file).Split('.')[0].Replace("Validator", "", StringComparison.Ordinal) + "Tests";
            using var stream = new MemoryStream(_tests);
            foreach (var type in context.LoadFromStream(stream).GetTypes().Where(type => type.IsPublic).OrderBy(type => type.Name != record).ThenBy(type => type.Name, StringComparer.Ordinal))
            {
                foreach (var test in type.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null))
                {
                    if (await FailsAsync(type, test))
                    {
                        return $"test {type.Name}.{test.Name}";
                    }
                }
            }

            return null;
        }
        finally
        {
            context.Unload();
        }
    }

    private static async Task<bool> FailsAsync(Type type, MethodInfo test)
    {
        try
        {
            foreach (var arguments in Arguments(type, test))
            {
                var result = test.Invoke(Activator.CreateInstance(type), arguments);
                await (result switch
                {
                    Task running => running,
                    ValueTask running => running.AsTask(),
                    _ => Task.CompletedTask,
                });
            }

            return false;
        }
        catch (Exception error) when (error is not OperationCanceledException || !Some.Token.IsCancellationRequested)
        {
            return true;
        }
    }

    /// <summary>The rows of a theory; of a fact one without arguments.</summary>
    private static List<object?[]?> Arguments(Type type, MethodInfo test)
    {
        if (test.GetCustomAttribute<TheoryAttribute>() is null)
        {
            return [null];
        }

        List<object?[]?> rows = [.. test.GetCustomAttributes<InlineDataAttribute>().Select(row => row.Data)];
        foreach (var member in test.GetCustomAttributes<MemberDataAttribute>())
        {
            var data = Assert.IsAssignableFrom<IEnumerable>(type.GetProperty(member.MemberName)?.GetValue(null));
            rows.AddRange(data.Cast<ITheoryDataRow>().Select(row => row.GetData()));
        }

        Assert.NotEmpty(rows);
        return rows;
    }

    /// <summary>The package that is tested, and what both share with the program.</summary>
    private sealed class PackageContext : AssemblyLoadContext
    {
        private readonly Assembly _package;

        public PackageContext(byte[] image)
            : base("Package", isCollectible: true)
        {
            using var stream = new MemoryStream(image);
            _package = LoadFromStream(stream);
        }

        protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name == "Package" ? _package : null;
    }
}
