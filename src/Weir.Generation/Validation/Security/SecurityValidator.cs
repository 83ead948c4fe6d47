using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Validation.Security.Taint;

namespace Weir.Generation.Validation.Security;

/// <summary>Looks for weaknesses: text from outside that reaches commands, files, types and databases; secrets, weak cryptography, unchecked certificates, slow patterns.</summary>
/// <remarks>
/// Text is followed inside a member over its flow graph, and through calls of members of the same code three deep.
/// Code that does not compile is judged as far as it means something. docs/validation-security.md lists what is known.
/// </remarks>
public sealed class SecurityValidator : Validator
{
    private static readonly ISecurityRule[] SyntaxRules = [new HardcodedSecrets(), new SecretLogging(), new WeakCrypto(), new WeakRandom(), new CertificateChecks(), new UnboundedRegexes(), new Deserializers()];

    /// <summary>The validator, named <c>security</c>.</summary>
    public SecurityValidator()
        : base("security", SecurityRules.All)
    {
    }

    /// <inheritdoc/>
    public override ValidationFindings Validate(ValidationSubject subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var scan = new SecurityScan(subject, cancellationToken);
        var bodies = new MemberBodies();
        var looked = 0;
        foreach (var tree in subject.Trees)
        {
            looked += Look(tree.GetRoot(cancellationToken), scan, bodies);
        }

        var taint = new TaintAnalysis(scan);
        foreach (var (body, hasSource) in bodies.AtRisk())
        {
            cancellationToken.ThrowIfCancellationRequested();
            taint.Analyze(body, hasSource);
        }

        return new ValidationFindings(scan.Issues(), looked);
    }

    // One walk over the file for all rules of syntax; bodies are kept for the taint analysis.
    private static int Look(SyntaxNode root, SecurityScan scan, MemberBodies bodies)
    {
        var looked = 0;
        foreach (var node in root.DescendantNodes())
        {
            if (node is MemberDeclarationSyntax and not BaseNamespaceDeclarationSyntax)
            {
                scan.CancellationToken.ThrowIfCancellationRequested();
                looked++;
            }

            bodies.Add(node);
            foreach (var rule in SyntaxRules)
            {
                rule.Look(node, scan);
            }
        }

        return looked;
    }
}

/// <summary>A rule that is a matter of syntax and symbols.</summary>
internal interface ISecurityRule
{
    void Look(SyntaxNode node, SecurityScan scan);
}
