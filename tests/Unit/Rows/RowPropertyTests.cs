using System.Globalization;
using CxOne.Campaigns;
using CxOne.Errors;
using CxOne.Ivr;
using CxOne.Rows;
using FsCheck;
using FsCheck.Fluent;

namespace CxOne.Tests.Rows;

/// <summary>Any table with permuted, renamed and extra columns is either read right or refused.</summary>
public sealed class RowPropertyTests
{
    private static readonly string[] HistoryColumns = ["TimeBucket", "CallsAttempted", "CallsAnswered", "AvgTalkTimeSeconds"];
    private static readonly string[] CaseColumns = ["Name", "IvrDefinitionId", "Input", "ExpectPath", "ExpectEnd", "AllowTimeout"];

    // Names that real tables have, near to a known one and far from it.
    private static readonly string[] Others =
    [
        "AvgTalkTime", "Talk Time (s)", "Calls", "Calls Attempted 2", "Total", "Bucket", "Time", "Campaign", "Periode", "Timeout",
        "Expected End", "ExpectEnds", "Remark", "Nmae", "H1", "", "Id", "Input;Name", "Größe", "ＮＡＭＥ",
    ];

    [Fact]
    public void Any_table_of_columns_is_read_right_or_refused()
        => Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(Arb.From(Table(CaseColumns)), table =>
        {
            var match = new RowColumns(CaseColumns).Match(table.Members);
            return table.IsPlain
                ? match.Violations.Count == 0
                    && match.Values.Count == table.Values.Count
                    && table.Values.All(value => Equals(match.Values[value.Key], value.Value))
                : match.Violations.Count > 0;
        }));

    [Fact]
    public void Any_history_is_read_right_or_refused()
        => Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(Arb.From(Table(HistoryColumns)), table =>
        {
            var read = CallHistoryTable.Read([table.Members], []);
            var bucket = read.Buckets.Count == 1 ? read.Buckets[0] : null;
            return table.IsPlain && HistoryColumns.Take(3).All(table.Values.ContainsKey)
                ? read.Violations.Count == 0
                    && bucket!.TimeBucket == table.Values["TimeBucket"]
                    && bucket.CallsAttempted == Number("CallsAttempted")
                    && bucket.CallsAnswered == Number("CallsAnswered")
                    && (table.Values.ContainsKey("AvgTalkTimeSeconds")
                        ? bucket.AvgTalkTimeSeconds == Number("AvgTalkTimeSeconds")
                        : bucket.AvgTalkTimeSeconds is null)
                : read.Violations.Count > 0 || read.Buckets.Count == 0;

            long Number(string column) => long.Parse(table.Values[column], CultureInfo.InvariantCulture);
        }));

    [Fact]
    public void Any_test_case_is_read_right_or_refused()
        => Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(Arb.From(Table(CaseColumns)), table =>
        {
            try
            {
                var read = IvrTestCaseReader.Read(table.Members, 1);
                return table.IsPlain
                    && read.Name == table.Values.GetValueOrDefault("Name")
                    && read.IvrDefinitionId == table.Values.GetValueOrDefault("IvrDefinitionId")
                    && read.ExpectEnd == table.Values.GetValueOrDefault("ExpectEnd")
                    && string.Concat(read.Input) == table.Values["Input"];
            }
            catch (CxValidationException)
            {
                return !table.IsPlain || !table.Values.ContainsKey("Input");
            }
        }));

    private static Gen<Row> Table(string[] columns)
        => from names in Gen.SubListOf(columns)
           from spelled in Gen.CollectToList(names, name => from text in Spelling(name)
                                                            from value in Gen.Choose(0, 999)
                                                            select (name, text, value))
           from twice in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
           from others in Gen.Frequency(
               (2, Gen.Constant(new List<string>())),
               (1, Gen.Elements(Others).Select(other => new List<string> { other })),
               (1, ArbMap.Default.GeneratorFor<NonNull<string>>().Select(other => new List<string> { other.Get })))
           from members in Gen.Shuffle(
               spelled.Select(column => Member(column.text, column.value))
                   .Concat(twice && spelled.Count > 0 ? [Member($"_{spelled[0].text}", 7)] : [])
                   .Concat(others.Select(other => Member(other, 8))))
           select new Row(
               members,
               spelled.ToDictionary(column => column.name, column => Text(column.value)),
               !(twice && spelled.Count > 0) && others.Count == 0);

    private static KeyValuePair<string, object?> Member(string name, int value) => new(name, Text(value));

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static Gen<string> Spelling(string name)
        => from letters in Gen.CollectToList(name, letter =>
               from isUpper in Gen.Elements(true, false)
               from before in Gen.Frequency((6, Gen.Constant("")), (1, Gen.Elements(" ", "_", "-", "  ", "\u00A0")))
               select before + (isUpper ? char.ToUpperInvariant(letter) : char.ToLowerInvariant(letter)))
           select string.Concat(letters);

    /// <param name="Members">The columns as they are written.</param>
    /// <param name="Values">What was meant.</param>
    /// <param name="IsPlain">No column is there twice, and none is another one.</param>
    private sealed record Row(KeyValuePair<string, object?>[] Members, Dictionary<string, string> Values, bool IsPlain);
}
