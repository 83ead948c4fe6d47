// source: CWE-798 (https://cwe.mitre.org/data/definitions/798.html)
// why: labels and messages of a form say the word password
// expect: none

using System;
using System.Collections.Generic;

namespace Corpus.PasswordForm;

public sealed record Field(string Name, string Label, string Kind);

public sealed class PasswordForm
{
    private const string PasswordLabel = "Password";
    private const string PasswordHint = "At least twelve characters, and none of your names.";
    private const string TokenType = "Bearer";

    public IReadOnlyList<Field> Fields { get; } =
    [
        new("user", "E-mail address", "email"),
        new("password", PasswordLabel, "password"),
        new("repeat", "Password once more", "password"),
    ];

    public IEnumerable<string> Problems(string password, string repeat)
    {
        if (password.Length < 12)
        {
            yield return PasswordHint;
        }

        if (!string.Equals(password, repeat, StringComparison.Ordinal))
        {
            yield return "The two passwords differ.";
        }
    }

    public string Scheme() => TokenType + " tokens are sent back after the form.";
}
