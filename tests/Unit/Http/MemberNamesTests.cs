using CxOne.Http;
using FsCheck;
using FsCheck.Fluent;

namespace CxOne.Tests.Http;

public sealed class MemberNamesTests
{
    private static readonly CxMemberNames Names = new(["psobject", "pstypenames"]);

    [Theory]
    [InlineData("Used used USED", "Used used~2 USED~3")]
    [InlineData("psobject PSObject x", "psobject~1 PSObject~2 x")]
    [InlineData("used~2 used", "used~2~1 used")]
    [InlineData("used used~2 USED", "used used~2~1 USED~2")]
    [InlineData("a~ ~a a~0 a~01 a~b", "a~ ~a a~0 a~01 a~b")]
    public void Names_are_shown_under_a_mark_only_where_they_must(string names, string shown)
        => Assert.Equal(shown.Split(' '), Show(names.Split(' ')));

    [Fact]
    public void An_empty_name_has_nothing_but_its_mark() => Assert.Equal(["~1", "~2"], Show(["", ""]));

    [Theory]
    [InlineData("x~2")]
    [InlineData("x~1")]
    [InlineData("~")]
    public void A_name_of_another_program_that_looks_like_a_marked_one_stays(string name)
        => Assert.Equal(name, Names.Own(name, _ => false));

    [Fact]
    public void Every_list_of_names_is_shown_under_different_names_that_lead_back_to_it()
    {
        var name = Gen.Elements("a", "A", "b~1", "B~2", "a~2", "a~2~1", "psobject", "PSOBJECT", "psObject~1", "", "~1", "~", "~~2", "ß",
            "İ", "i", "I");
        var any = Gen.OneOf(name, ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get));
        var lists = Gen.Choose(0, 12).SelectMany(count => any.ArrayOf(count));
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(5000),
            Prop.ForAll(lists.ToArbitrary(), names =>
            {
                var shown = Show(names);
                var set = new HashSet<string>(shown, StringComparer.OrdinalIgnoreCase);
                return set.Count == shown.Count
                    && !set.Overlaps(["", "psobject", "pstypenames"])
                    && shown.Select(one => Names.Own(one, set.Contains)).SequenceEqual(names, StringComparer.Ordinal);
            }));
    }

    [Fact]
    public void A_hundred_thousand_equal_names_take_no_time_that_grows_with_their_square()
        => Assert.Equal("a~100000", Show([.. Enumerable.Repeat("a", 100_000)])[^1]);

    private static List<string> Show(string[] names)
    {
        List<string> shown = [];
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, int>? numbers = null;
        foreach (var name in names)
        {
            shown.Add(Names.Show(name, taken.Contains, ref numbers));
            taken.Add(shown[^1]);
        }

        return shown;
    }
}
