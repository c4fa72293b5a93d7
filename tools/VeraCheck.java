import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Checks each file against each flavour and prints one line for each pair, then one line for each rule that is broken.
 * Arguments: the flavours, separated by commas (ua1, 3a, ...); then the files.
 * Exit code: 0 where every file conforms to every flavour, 1 where one does not, 2 where a file cannot be checked.
 */
public final class VeraCheck {
    private static final int ALL = Integer.MAX_VALUE;

    public static void main(String[] arguments) {
        if (arguments.length < 2) {
            System.err.println("usage: verapdf FLAVOUR[,FLAVOUR...] FILE...");
            System.exit(2);
        }
        VeraGreenfieldFoundryProvider.initialise();
        int worst = 0;
        for (int index = 1; index < arguments.length; index++) {
            for (String flavour : arguments[0].split(",")) {
                worst = Math.max(worst, check(arguments[index], flavour));
            }
        }
        System.exit(worst);
    }

    private static int check(String path, String name) {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
        if (flavour == PDFAFlavour.NO_FLAVOUR) {
            System.err.println("no flavour is called " + name);
            return 2;
        }
        try (VeraPDFFoundry foundry = Foundries.defaultInstance();
                PDFAParser file = foundry.createParser(new File(path), flavour);
                PDFAValidator validator = foundry.createValidator(flavour, ALL, false, false, false)) {
            ValidationResult result = validator.validate(file);
            System.out.println((result.isCompliant() ? "conforms " : "FAILS    ") + name + " " + path
                    + " (" + result.getTotalAssertions() + " checks)");
            breaches(result).forEach((rule, what) -> System.out.println("  " + rule + ": " + what));
            return result.isCompliant() ? 0 : 1;
        } catch (Exception fault) {
            System.out.println("CANNOT CHECK " + name + " " + path + ": " + fault.getMessage());
            return 2;
        }
    }

    /** The broken rules by clause and test number, each with how often, what is wrong, and where it is wrong first. */
    private static Map<String, String> breaches(ValidationResult result) {
        Map<String, String> found = new TreeMap<>();
        Map<String, Integer> times = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() != TestAssertion.Status.FAILED) {
                continue;
            }
            String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
            times.merge(rule, 1, Integer::sum);
            found.putIfAbsent(rule, assertion.getMessage() + " at " + assertion.getLocation().getContext());
        }
        found.replaceAll((rule, what) -> times.get(rule) + " times: " + what);
        return found;
    }

    private VeraCheck() {
    }
}
