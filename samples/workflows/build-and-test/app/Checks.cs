(int Number, string Text)[] cases = [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (1994, "MCMXCIV"), (3999, "MMMCMXCIX")];
var failed = 0;
foreach (var (number, text) in cases)
{
    var got = Roman.Of(number);
    failed += got == text ? 0 : 1;
    Console.WriteLine($"{(got == text ? "ok    " : "FAILED")} {number} is {got}{(got == text ? "" : $", and should be {text}")}");
}

Console.WriteLine($"{cases.Length - failed} passed, {failed} failed");
return failed == 0 ? 0 : 1;
