// source: SonarSource S107 (https://rules.sonarsource.com/csharp/RSPEC-107/)
// why: seven parameters each, in a constructor and in a method, beside names in another style
// expect: quality/many-parameters 15
// expect: quality/many-parameters 31
// expect: quality/naming 31

using System;
using System.Collections.Generic;
using System.IO;

namespace Corpus.LabelConstructor;

public sealed class Label
{
    public Label(string name, string street, string postCode, string city, string country, int grams, bool isFragile)
    {
        Lines = [name, street, $"{postCode} {city}", country.ToUpperInvariant()];
        Grams = grams;
        IsFragile = isFragile;
    }

    public IReadOnlyList<string> Lines { get; }

    public int Grams { get; }

    public bool IsFragile { get; }
}

public sealed class LabelPrinter(TextWriter target)
{
    public void print_at(int x, int y, int width, int height, int rotation, string font, string text)
    {
        target.WriteLine($"^FO{x},{y}^A{font},{rotation}^FB{width},{height}^FD{text}^FS");
    }
}
